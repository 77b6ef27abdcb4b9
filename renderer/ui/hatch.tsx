/** The one hatch of the window, referenced by every SVG as `url(#hatch)`. Mounted once. */
export function HatchPattern() {
  return (
    <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden="true">
      <defs>
        <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" fill="var(--unknown-soft)" />
          <rect width="1.4" height="4" fill="var(--unknown-fill)" />
        </pattern>
      </defs>
    </svg>
  );
}
