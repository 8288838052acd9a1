const accented: Readonly<Record<string, string>> = Object.fromEntries(
  [...'aåbƀcçdđeéfƒgğhĥiîjĵkķlļmɱnñoöpþrřsštţuûvṽwŵxẋyýzž'].reduce<[string, string][]>((pairs, letter, index, all) => {
    if (index % 2 === 0) pairs.push([letter, all[index + 1]!]);
    return pairs;
  }, []),
);

/** Accented, two fifths longer and bracketed: shows cut-off and forgotten texts at a glance. Arguments stay as they are. */
export function pseudo<T extends Readonly<Record<string, string>>>(messages: T): T {
  return Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, pseudoText(message)])) as T;
}

function pseudoText(message: string): string {
  const changed = message
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith('{') ? part : [...part].map((letter) => accented[letter] ?? letter).join('')))
    .join('');
  return `[${changed} ${'·'.repeat(Math.ceil(message.length * 0.4))}]`;
}
