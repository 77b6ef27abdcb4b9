/** Answers a pure question about the last object asked about only once: checks judge one resource after the other. */
export function onceFor<T extends object, Answer>(answer: (about: T) => Answer): (about: T) => Answer {
  let last: { readonly about: T; readonly answer: Answer } | undefined;
  return (about) => {
    if (last?.about !== about) last = { about, answer: answer(about) };
    return last.answer;
  };
}

/** Answers a pure question about each of several objects only once, for as long as they are in use. */
export function onceForEach<T extends object, Answer>(answer: (about: T) => Answer): (about: T) => Answer {
  const answers = new WeakMap<T, { readonly answer: Answer }>();
  return (about) => {
    const known = answers.get(about);
    if (known !== undefined) return known.answer;
    const found = { answer: answer(about) };
    answers.set(about, found);
    return found.answer;
  };
}

/** So many answers are kept: few texts of a kind (address ranges, versions) are met again and again. */
const limit = 1_000;

/** Answers a pure question about a text only once, as long as it is one of the last. */
export function onceForText<Answer>(answer: (about: string) => Answer): (about: string) => Answer {
  const answers = new Map<string, { readonly answer: Answer }>();
  return (about) => {
    const known = answers.get(about);
    if (known !== undefined) return known.answer;
    if (answers.size >= limit) answers.clear();
    const found = { answer: answer(about) };
    answers.set(about, found);
    return found.answer;
  };
}
