/** `51f2 c88d 0a6e 93b7 … e41c 7d20`: a hash as people read it out; the whole stands beside it. */
export function fingerprintWords(hash: string): string {
  const groups = hash.match(/.{1,4}/g) ?? [];
  return groups.length <= 6 ? groups.join(' ') : `${groups.slice(0, 4).join(' ')} … ${groups.slice(-2).join(' ')}`;
}
