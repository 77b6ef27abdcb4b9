/** Answers a pure question about the last object asked about only once: checks judge one resource after the other. */
export function onceFor<T extends object, Answer>(answer: (about: T) => Answer): (about: T) => Answer {
  let last: { readonly about: T; readonly answer: Answer } | undefined;
  return (about) => {
    if (last?.about !== about) last = { about, answer: answer(about) };
    return last.answer;
  };
}
