import classes from './home.module.css';

const promises = [
  {
    title: 'It reads and cannot write',
    text: 'It reads files that the client exports from the cloud. It holds no credentials and opens no connection.',
  },
  {
    title: 'It works with the cable out',
    text: 'Everything stays in one folder on this computer. Nothing is sent home and no update is looked for.',
  },
  {
    title: 'What it did not see, it says',
    text: 'A type that was not recorded or a stopped recorder gives “unknown” with the reason, on every screen, sheet and page.',
  },
] as const;

/** What a consultant may rely on, at the foot of the home screen. */
export function Promises() {
  return (
    <footer className={classes.promises}>
      <div>
        {promises.map(({ title, text }) => (
          <section key={title}>
            <h2 className="type-section">{title}</h2>
            <p>{text}</p>
          </section>
        ))}
      </div>
    </footer>
  );
}
