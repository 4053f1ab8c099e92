import type { EditionDifference } from '../../shared/domain/methodology/edition-difference.ts';
import { neededLevel } from '../../shared/domain/methodology/edition-difference.ts';
import type { EditionDocument } from '../../shared/domain/methodology/edition-document.ts';
import type { EditionFinding } from '../../shared/domain/methodology/edition-finding.ts';
import type { EditionOutline, OutlineChange } from '../../shared/domain/methodology/edition-outline.ts';
import { nextVersion, type VersionLevel } from '../../shared/domain/methodology/edition-version.ts';
import { shippedEdition } from '../../shared/domain/methodology/shipped-editions.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import type { CheckedFile } from './checked-file.ts';
import { cannotRank, type FoundEdition } from './find-edition.ts';
import type { EditionList, ListedEdition } from './methodology-list.ts';
import { listed } from './study-labels.ts';

const kindText: Readonly<Record<ListedEdition['kind'], Localised>> = {
  shipped: { zh: '随附', en: 'shipped' },
  loaded: { zh: '部门载入', en: 'loaded' },
  incomplete: { zh: '不完整，不能排名', en: 'incomplete, cannot rank' },
  synthetic: { zh: '合成示例，不能开启年度', en: 'synthetic, opens no cycle' },
};

const weightsText: Readonly<Record<ListedEdition['weights'], Localised>> = {
  provisional: { zh: '暂定', en: 'provisional' },
  official: { zh: '官方', en: 'official' },
  unknown: { zh: '未知', en: 'unknown' },
};

export function sayEditions({ deployment, editions }: EditionList, { say, text }: Terminal): void {
  const counted = (count: ListedEdition['indicators']): string =>
    count === null ? '' : count.known === count.of ? `${count.known}` : `${count.known}/${count.of ?? '?'}`;
  say(
    table(
      text({
        zh: '版本|类别|权重|一级|二级|名称',
        en: 'edition|kind|weights|dimensions|indicators|title',
      }).split('|'),
      editions.map((edition) => [
        `${edition.id}@${edition.version}`,
        text(kindText[edition.kind]),
        text(weightsText[edition.weights]),
        counted(edition.dimensions),
        counted(edition.indicators),
        text(edition.title),
      ]),
      'lllrrl',
    ),
  );
  if (deployment) return;
  say(
    text({
      zh: '未连接部署环境：只列出随附的版本。',
      en: 'No deployment was reached: only what comes with the program is listed.',
    }),
  );
}

const severityText: Readonly<Record<EditionFinding['severity'], Localised>> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
  notice: { zh: '提示', en: 'notice' },
};

export function sayFindings(
  path: string,
  { verdict, counts, findings }: CheckedFile,
  terminal: Terminal,
): void {
  const { say, text } = terminal;
  const words = {
    usable: { zh: '可用', en: 'usable' },
    errors: { zh: '不可用', en: 'not usable' },
    incomplete: { zh: '不完整', en: 'incomplete' },
  }[verdict];
  say(
    text({
      zh: `${path}：${words.zh}（错误 ${counts.error}，警告 ${counts.warning}，提示 ${counts.notice}）`,
      en: `${path}: ${words.en} (${counts.error} errors, ${counts.warning} warnings, ${counts.notice} notices)`,
    }),
  );
  for (const { severity, place, subject, message } of findings) {
    const where = subject === null ? place : `${place} [${subject}]`;
    say(`  [${text(severityText[severity])}] ${where}  ${text(message)}`);
  }
}

/** What is known of an edition, and what is not. */
export function sayOutline(outline: EditionOutline, { say, text }: Terminal): void {
  say();
  say(`${outline.id}@${outline.version}  ${text(outline.title)}`);
  say(text(outline.provenance));
  const unknown = text({ zh: '未知', en: 'not known' });
  for (const { code, name, weight } of outline.dimensions) {
    const share = weight === null ? unknown : `${weight * 100} %`;
    say(`  ${code}  ${name === null ? unknown : text(name)}  ${share}`);
  }
  for (const { code, name, multiplier } of outline.indicators) {
    const weight = multiplier === null ? unknown : `${multiplier}`;
    say(`    ${code ?? '?'}  ${text(name)}  ${text({ zh: '赋权', en: 'multiplier' })} ${weight}`);
  }
  for (const words of outline.unknown) say(`  ${text({ zh: '未知：', en: 'Not known: ' })}${text(words)}`);
}

const changeKindText: Readonly<Record<OutlineChange['kind'], Localised>> = {
  removed: { zh: '取消', en: 'removed' },
  merged: { zh: '合并', en: 'merged' },
  emphasised: { zh: '突出', en: 'emphasised' },
  'weight-raised': { zh: '提高赋权', en: 'weight raised' },
};

const originText: Readonly<Record<OutlineChange['origin'], Localised>> = {
  article: { zh: '文章', en: 'article' },
  inference: { zh: '推断', en: 'inference' },
};

/** What is publicly said of the change from one system to the next, and by whom. */
export function saySystemChanges({ id, successor }: EditionOutline, { say, text }: Terminal): void {
  if (successor === null) return;
  const names = new Map(
    shippedEdition(successor.id)?.document.indicators.map(({ code, name }) => [code, name]) ?? [],
  );
  say(
    text({
      zh: `── ${id} → ${successor.id}：公开所述的体系变化`,
      en: `── ${id} → ${successor.id}: what is publicly said of the change`,
    }),
  );
  for (const { kind, what, indicators, reason, origin } of successor.changes) {
    const codes = indicators.map((code) => {
      const name = names.get(code);
      return name === undefined || indicators.length > 1 ? code : `${code} ${text(name)}`;
    });
    const into = codes.length === 0 ? '' : ` → ${text(listed(codes))}`;
    const why = reason === null ? '' : text({ zh: `；理由：${reason.zh}`, en: `; reason: ${reason.en}` });
    say(`  [${text(changeKindText[kind])}] ${text(what)}${into}${why}  (${text(originText[origin])})`);
  }
  say(`  ${text(successor.note)}`);
}

const levelText: Readonly<Record<VersionLevel, Localised>> = {
  major: { zh: '主版本', en: 'major' },
  minor: { zh: '次版本', en: 'minor' },
  patch: { zh: '修订号', en: 'patch' },
};

/** What only follows from other differences, or is wording. */
const isMinorDetail = ({ kind }: EditionDifference): boolean =>
  kind === 'effective-weight' || kind === 'words' || kind === 'status';

export function sayDifferences(
  from: EditionDocument,
  to: EditionDocument,
  differences: readonly EditionDifference[],
  all: boolean,
  { say, text }: Terminal,
): void {
  say(`${from.id}@${from.version} → ${to.id}@${to.version}`);
  for (const { synthetic, id } of [from, to]) {
    if (synthetic === true) {
      say(text({ zh: `注意：${id} 是合成示例。`, en: `Note: ${id} is a synthetic example.` }));
    }
  }
  if (differences.length === 0) {
    say(text({ zh: '没有差异。', en: 'No differences.' }));
    return;
  }
  const shown = differences.filter((difference) => all || !isMinorDetail(difference));
  for (const { level, words } of shown) say(`  [${text(levelText[level])}] ${text(words)}`);
  const hidden = differences.length - shown.length;
  if (hidden > 0) {
    say(
      text({
        zh: `  另有 ${hidden} 处由此引起的有效权重变化或文字差异（--all 显示）`,
        en: `  and ${hidden} effective weights that follow from these, or wording (--all shows them)`,
      }),
    );
  }
  const needs = neededLevel(differences);
  if (needs === null) return;
  const least = nextVersion(from.version, needs);
  say(
    text({
      zh: `作为 ${from.id} 的新版本，版本号至少应为 ${least}。`,
      en: `As a new version of ${from.id} it would be at least ${least}.`,
    }),
  );
}

/** A difference of which one side is only known in part: what is known, and what is publicly said. */
export function sayOutlineDifference(from: FoundEdition, to: FoundEdition, terminal: Terminal): void {
  for (const found of [from, to]) {
    if (found.kind === 'edition') continue;
    terminal.say(terminal.text(cannotRank(found.outline)));
    sayOutline(found.outline, terminal);
    terminal.say();
    saySystemChanges(found.outline, terminal);
  }
}
