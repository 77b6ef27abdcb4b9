interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createHTML: (text: string) => string }): unknown;
}
declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypesFactory;
    __webpack_nonce__?: string;
  }
}

/** Text without `<` cannot make an element, so style sheets written by the component library may pass and markup may not. */
export function plainTextOnly(text: string): string {
  if (text.includes('<')) throw new TypeError('Markup is not written into the page.');
  return text;
}

/** Must run before anything writes to the page. */
export function guardMarkup(): void {
  window.trustedTypes?.createPolicy('default', { createHTML: plainTextOnly });
}

/** The nonce of this page load, which the protocol handler puts into the head; empty when there is none. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
