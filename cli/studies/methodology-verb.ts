import { diffEditions } from '../../shared/domain/methodology/diff-editions.ts';
import { neededLevel } from '../../shared/domain/methodology/edition-difference.ts';
import { nextVersion } from '../../shared/domain/methodology/edition-version.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { writeFile } from '../terminal/write-file.ts';
import { given } from '../verbs/common-options.ts';
import { sayAnswer, withActor } from '../verbs/ministry-answer.ts';
import { checkFile } from './checked-file.ts';
import { type FoundEdition, findEdition } from './find-edition.ts';
import { listEditions } from './methodology-list.ts';
import {
  sayDifferences,
  sayEditions,
  sayFindings,
  sayOutline,
  sayOutlineDifference,
} from './methodology-text.ts';

/**
 * `gaoxin methodology list | show ID [--out FILE] | check FILE | diff A B [--all] | load FILE`, where A and B are ids
 * (`ID` or `ID@VERSION`) or files.
 *
 * With `--json`: list `{deployment, editions: [{id, version, kind, title, weights, dimensions, indicators, loadedAt,
 * actor, sha256}]}`; check `{verdict: usable|errors|incomplete, id, version, counts, findings: [{severity, code, place,
 * subject, message}]}`; diff `{from, to, needs, nextVersion, differences: [{kind, level, subject, words}]}`, or `{from, to, incomplete: [outline]}` where one of
 * them is only public in part.
 */
export const defineMethodology: DefineVerb = (verb, terminal, finish) => {
  const { text } = terminal;
  verb
    .command('list')
    .description(text({ zh: '可用的指标体系版本', en: 'the methodology editions there are' }))
    .action(async () => {
      const list = await listEditions();
      sayEditions(list, terminal);
      terminal.answer(list);
    });

  verb
    .command('show')
    .argument('<edition>')
    .option('--out <file>', text({ zh: '写入文件', en: 'write it to a file' }))
    .description(
      text({
        zh: '一个版本的全文，可作为新版本的底稿',
        en: 'the document of an edition, to start a new one from',
      }),
    )
    .action(async (reference: string, { out }: { out?: string }) => {
      const document = documentOf(await findEdition(reference));
      const json = `${JSON.stringify(document, null, 2)}\n`;
      if (out === undefined) terminal.say(json.trimEnd());
      else {
        await writeFile(out, json);
        terminal.say(text({ zh: `已写入 ${out}`, en: `Written to ${out}` }));
      }
      terminal.answer(document);
    });

  verb
    .command('check')
    .argument('<file>')
    .description(text({ zh: '检查一个指标体系文件', en: 'check a methodology file' }))
    .action(async (path: string) => {
      const checked = await checkFile(path);
      const { document, outline } = checked;
      sayFindings(path, checked, terminal);
      if (outline !== null) sayOutline(outline, terminal);
      const { verdict, findings, counts } = checked;
      terminal.answer({ verdict, ...identityOf(document), counts, findings });
      finish(verdict === 'usable' ? 0 : 1);
    });

  verb
    .command('diff')
    .argument('<from>')
    .argument('<to>')
    .option(
      '--all',
      text({ zh: '连同由其他改动引起的与文字上的差异', en: 'also what follows from others, and wording' }),
    )
    .description(text({ zh: '两个版本的差异', en: 'what differs between two editions, in words' }))
    .action(async (a: string, b: string, { all = false }: { all?: boolean }) => {
      const [from, to] = [await findEdition(a), await findEdition(b)];
      if (from.kind === 'outline' || to.kind === 'outline') {
        sayOutlineDifference(from, to, terminal);
        terminal.answer({
          from: identityOf(documentOf(from)),
          to: identityOf(documentOf(to)),
          incomplete: [from, to].flatMap((found) => (found.kind === 'outline' ? found.outline : [])),
        });
        return;
      }
      const differences = diffEditions(from.edition.document, to.edition.document);
      const needs = neededLevel(differences);
      const { id, version } = from.edition.document;
      const next = needs === null ? version : nextVersion(version, needs);
      sayDifferences(from.edition.document, to.edition.document, differences, all, terminal);
      terminal.answer({
        from: { id, version },
        to: identityOf(to.edition.document),
        needs,
        nextVersion: next,
        differences,
      });
    });

  withActor(verb.command('load'), terminal)
    .argument('<file>')
    .description(
      text({
        zh: '载入一个新版本，供 cycle open 使用；载入后不可更改',
        en: 'load a new edition for cycle open; it never changes afterwards',
      }),
    )
    .option(
      '--reason <text>',
      text({ zh: '载入依据（如文号）', en: 'why, such as the number of the notice' }),
    )
    .action(async (path: string, options: { actor: string; reason?: string }) => {
      const { actor } = options;
      const reason = given('--reason', options.reason);
      const checked = await checkFile(path);
      const { verdict, document, findings, counts } = checked;
      if (verdict !== 'usable') {
        sayFindings(path, checked, terminal);
        terminal.answer({ ok: false, code: `edition-${verdict}`, ...identityOf(document), counts, findings });
        finish(1);
        return;
      }
      const { manageCycle } = await import('../client/manage-cycle.ts');
      const { findDeployment } = await import('../local/deployment.ts');
      const answer = await manageCycle(await findDeployment(), {
        command: 'load-edition',
        document,
        reason,
        actor,
      });
      const { id, version } = identityOf(document);
      const done =
        answer.ok && answer.doneBefore
          ? { zh: '早已载入', en: 'was loaded before' }
          : { zh: '已载入', en: 'is loaded' };
      finish(
        sayAnswer(
          answer,
          {
            zh: `${id}@${version} ${done.zh}。可用 gaoxin cycle open 年度 --methodology ${id}@${version} 开启评价年度。`,
            en: `${id}@${version} ${done.en}. Open a cycle with it: gaoxin cycle open YEAR --methodology ${id}@${version}`,
          },
          terminal,
        ),
      );
    });
};

const documentOf = (found: FoundEdition): object =>
  found.kind === 'edition' ? found.edition.document : found.outline;

const identityOf = (document: unknown): { id: string | null; version: string | null } => {
  const member = (name: 'id' | 'version'): string | null => {
    const value: unknown =
      typeof document === 'object' && document !== null
        ? (document as Readonly<Record<string, unknown>>)[name]
        : undefined;
    return typeof value === 'string' ? value : null;
  };
  return { id: member('id'), version: member('version') };
};
