/** The mark of the program: a workpaper with a tick. */
export function Logo({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" fill="none" aria-hidden="true">
      <rect x="1" y="1" width="16" height="16" rx="3.5" fill="var(--text-1)" />
      <path d="M5 5.5h8M5 9h3.2" stroke="var(--bg-page)" strokeWidth="1.5" strokeLinecap="round" />
      <path
        d="m8.3 11.3 1.9 1.9 3.6-4.4"
        stroke="var(--bg-page)"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
