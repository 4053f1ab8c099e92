import type { Localised } from '../../domain/returns/filed-return.ts';
import type { Locale } from '../../domain/rules/render-message.ts';

/** Longest text of a user that a page shows; a cell may hold 32,767 characters. The CSV and JSON reports have all. */
const SHOWN_CHARACTERS = 1_000;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters, which HTML may not hold, and those that turn the direction of the text around them. */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is made visible.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/gu;

const codePoint = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** Any text as HTML text or attribute value: nothing in it is markup, nothing in it stays unseen. */
export const escapeHtml = (text: string): string =>
  text.replace(INVISIBLE, codePoint).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** Text of a user, escaped; past 1,000 characters it says how many there are. */
export const userText = (text: string, locale: Locale): string => {
  if (text.length <= SHOWN_CHARACTERS) return escapeHtml(text);
  const total = text.length.toLocaleString('en');
  const rest = locale === 'zh' ? `（共 ${total} 个字符，余略）` : ` (${total} characters in all)`;
  return `${escapeHtml(text.slice(0, SHOWN_CHARACTERS))}…<span class="quiet">${rest}</span>`;
};

const languageTag: Readonly<Record<Locale, string>> = { zh: 'zh-CN', en: 'en' };

export const otherLocale = (locale: Locale): Locale => (locale === 'zh' ? 'en' : 'zh');

/** How a page speaks: the reader's language first, the other one beside or below it, each marked with its language. */
export interface Voice {
  readonly locale: Locale;
  readonly language: string;
  /** Both languages on one line. */
  readonly both: (text: Localised) => string;
  /** Both languages, the second one below the first. */
  readonly stacked: (text: Localised) => string;
  /** The reader's language alone. */
  readonly one: (text: Localised) => string;
}

export const voiceOf = (locale: Locale): Voice => {
  const other = otherLocale(locale);
  const second = (text: Localised, tag: string): string =>
    `<${tag} class="second" lang="${languageTag[other]}">${userText(text[other], other)}</${tag}>`;
  const one = (text: Localised): string => userText(text[locale], locale);
  return {
    locale,
    language: languageTag[locale],
    one,
    both: (text) => `${one(text)} ${second(text, 'span')}`,
    stacked: (text) => `<div>${one(text)}</div>${second(text, 'div')}`,
  };
};
