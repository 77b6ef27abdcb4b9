import { brokenLink } from '../store/chain.ts';
import type { Workspace } from '../store/open.ts';

/** What was checked and what was wrong; `problems` is empty when everything is whole. */
export interface Verification {
  readonly isIntact: boolean;
  readonly checked: { readonly entries: number; readonly objects: number };
  readonly problems: readonly string[];
}

/** Re-hashes every stored object and every kept change, follows the log's chain and asks SQLite about its own pages. */
export function verifyWorkspace(workspace: Workspace): Verification {
  const { objects, altered } = workspace.objects.verify();
  const present = new Set(objects);
  const missing = workspace.snapshots
    .all()
    .flatMap(({ sha256, bodySha256, fileName }) => (present.has(sha256) && present.has(bodySha256) ? [] : [fileName]));
  const lost = workspace.exceptions
    .all()
    .flatMap(({ id, evidence }) =>
      evidence
        .filter(({ sha256 }) => sha256 !== null && !present.has(sha256))
        .map((item) => `The bytes of ${item.id}, ${item.fileName ?? item.title}, evidence of ${id}, are missing.`),
    );
  const link = brokenLink(workspace.log.each());
  const problems = [
    ...workspace.integrity(),
    ...(link === null ? [] : [link]),
    ...workspace.log.unproven().map((seq) => `What entry ${seq} changed is not what the log's digests say.`),
    ...altered.map((sha256) => `Object ${sha256} was altered.`),
    ...missing.map((name) => `The bytes of ${name} are missing.`),
    ...lost,
  ];
  return {
    isIntact: problems.length === 0,
    checked: { entries: workspace.log.head().entries, objects: objects.length },
    problems,
  };
}
