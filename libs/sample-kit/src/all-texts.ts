// All that is said to users, in both languages. A bundle packs it, and unpacks it with the first text: a script
// that asks for JSON needs none. So no module may read one of them while it is loaded.

export { explainTexts } from './explain-texts.ts';
export { helpTexts } from './help-texts.ts';
export { optionHints } from './option-hints.ts';
export { optionTexts } from './option-texts.ts';
export { outputTexts } from './output-texts.ts';
export { promptTexts } from './prompt-texts.ts';
