/** Shortens an id in the middle: both ends tell ids apart. `max` counts characters, the ellipsis included. */
export function middleTruncated(value: string, max: number): string {
  if (value.length <= max) return value;
  const tail = Math.floor((max - 1) / 2);
  return `${value.slice(0, max - 1 - tail)}…${value.slice(value.length - tail)}`;
}
