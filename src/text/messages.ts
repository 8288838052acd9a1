import type { en } from './en.ts';

/** Every text of the Licenses tab, and what all views say. A key that English lacks does not compile. */
export type MessageKey = keyof typeof en;

/** One language: an ICU message per key. */
export type Messages = Readonly<Record<MessageKey, string>>;

export type MessageArguments = Readonly<Record<string, string | number>>;

/** Words of one language: the message of a key with its arguments filled in. */
export type Text<K extends string = MessageKey> = (key: K, args?: MessageArguments) => string;
