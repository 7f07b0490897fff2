// A bundle packs both languages together, which takes a tenth less than each by itself.

export { remediesEn } from './remedies.en.ts';
export { remediesKo } from './remedies.ko.ts';
