import {
  type ButtonFactory,
  type CheckboxFactory,
  type CSSVariablesResolver,
  createTheme,
  type ExtendComponent,
  type InputFactory,
  type ModalFactory,
  type RadioFactory,
  type TooltipFactory,
  type VariantColorsResolver,
} from '@mantine/core';
import { colours } from './tokens.ts';

const plain = {
  background: 'var(--bg-raised)',
  hover: 'var(--bg-hover)',
  color: 'var(--text-1)',
  border: '1px solid var(--line-strong)',
};
const quiet = {
  background: 'transparent',
  hover: 'var(--bg-hover)',
  color: 'var(--text-2)',
  border: '1px solid transparent',
};
const primary = {
  background: 'var(--accent)',
  hover: 'var(--accent-hover)',
  color: 'var(--on-accent)',
  border: '1px solid var(--accent)',
};

/** Three buttons exist: the one primary action (`filled`), the plain one (`default`) and the quiet one (`subtle`). */
const variantColorResolver: VariantColorsResolver = ({ variant }) =>
  variant === 'filled' ? primary : variant === 'default' ? plain : quiet;

/** Mantine's theme from the tokens; sizes of controls are set once here. */
export const theme = createTheme({
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '13px', xl: '16px' },
  lineHeights: { xs: '16px', sm: '16px', md: '20px', lg: '20px', xl: '22px' },
  defaultRadius: 6,
  respectReducedMotion: true,
  activeClassName: '',
  cursorType: 'pointer',
  variantColorResolver,
  components: {
    Button: {
      defaultProps: { variant: 'default' },
      vars: () => ({ root: { '--button-height': '28px', '--button-padding-x': '10px', '--button-fz': '12.5px' } }),
      styles: { root: { fontWeight: 500 } },
    } satisfies ExtendComponent<ButtonFactory>,
    Checkbox: {
      defaultProps: { size: 'xs', color: 'var(--accent)' },
    } satisfies ExtendComponent<CheckboxFactory>,
    Radio: { defaultProps: { size: 'xs', color: 'var(--accent)' } } satisfies ExtendComponent<RadioFactory>,
    Input: {
      vars: () => ({ wrapper: { '--input-height': '28px', '--input-fz': '13px', '--input-padding-x': '8px' } }),
    } satisfies ExtendComponent<InputFactory>,
    Modal: {
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' }, transitionProps: { duration: 0 } },
    } satisfies ExtendComponent<ModalFactory>,
    Tooltip: {
      defaultProps: {
        openDelay: 400,
        events: { hover: true, focus: true, touch: false },
        transitionProps: { duration: 0 },
        multiline: true,
        maw: 360,
      },
    } satisfies ExtendComponent<TooltipFactory>,
  },
});

const asVariables = (set: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(set).map(([name, value]) => [`--${name}`, value]));

/** The colours as CSS variables of the same names, and Mantine's own colour variables led back to them. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--bg-page)',
    '--mantine-color-text': 'var(--text-1)',
    '--mantine-color-bright': 'var(--text-1)',
    '--mantine-color-dimmed': 'var(--text-3)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-anchor': 'var(--accent-text)',
    '--mantine-color-error': 'var(--fail-text)',
    '--mantine-color-default': 'var(--bg-raised)',
    '--mantine-color-default-hover': 'var(--bg-hover)',
    '--mantine-color-default-color': 'var(--text-1)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-disabled': 'var(--bg-sunken)',
    '--mantine-color-disabled-color': 'var(--text-3)',
    '--mantine-color-disabled-border': 'var(--line-hair)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-hover': 'var(--accent-soft)',
    '--mantine-primary-color-light-color': 'var(--accent-text)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
  },
  light: asVariables(colours.light),
  dark: asVariables(colours.dark),
});
