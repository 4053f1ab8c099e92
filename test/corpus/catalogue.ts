import { corpus } from './corpus.ts';
import type { CorpusFile } from './corpus-file.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Findings by rule, with their number where a rule is broken at more than one place. */
const rulesOf = (findings: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const [rule = ''] = finding.split(' ');
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return [...counts].map(([rule, count]) => (count === 1 ? rule : `${rule} × ${count}`)).join(', ');
};

const verdictOf = ({ verdict, findings, refusal }: CorpusFile): string => {
  if (refusal !== undefined) return `refused: “${refusal.en}”`;
  const rules = rulesOf(findings);
  return rules === '' ? verdict : `${verdict}: ${rules}`;
};

/** The catalogue of the corpus as it stands in README.md. */
export const catalogue = (): string => {
  const count = corpus.reduce((sum, { files }) => sum + files.length, 0);
  const sections = corpus.map(({ title, files }) => {
    const rows = files.map(
      (one) => `| ${cell(one.file)} | ${cell(one.what)} | ${one.format ?? '–'} | ${cell(verdictOf(one))} |`,
    );
    return `## ${title}\n\n| file | what | format | verdict |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Hostile and merely odd files

${count} files, each made by a script of this folder when the tests run, or committed with its provenance
([written-by](written-by/README.md)). Each is checked as the return of P021 for 2021 by the command \`gaoxin check\`, in a
process of its own (\`corpus.test.ts\`): it must give this verdict or refusal, with these rules at exactly the cells that the
scripts name, within 5 s of processor time and 512 MB, and must never crash. The same files get byte-identical findings in
the pipeline's step and in a browser (\`test/browser\`).

This page is kept by the test: \`npx vitest run --project corpus -u\` writes it.

${sections.join('\n')}`;
};
