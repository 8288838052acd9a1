/** One language of a view: an ICU message for each key that English has. */
export type Messages<English> = Readonly<Record<keyof English, string>>;

export type MessageArguments = Readonly<Record<string, string | number>>;

/** Words of one language: the message of a key with its arguments filled in. A key that English lacks does not compile. */
export type Text<K extends string> = (key: K, args?: MessageArguments) => string;
