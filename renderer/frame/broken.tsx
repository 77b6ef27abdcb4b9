/** Shown when a screen failed in a way nothing caught. Stored data is untouched: only the engine writes. */
export function Broken({ message }: { readonly message: string }) {
  return (
    <main style={{ padding: 48, maxWidth: 640 }}>
      <h1 className="type-page">The window stopped drawing.</h1>
      <p>{message}</p>
      <p>Everything saved is kept in the engagement folder.</p>
      <button type="button" onClick={() => window.location.reload()}>
        Draw the window again
      </button>
    </main>
  );
}
