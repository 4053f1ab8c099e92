import { writeFileSync } from 'node:fs';
import { rulesDocument } from '../../shared/adapters/writers/rules-document.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';
import { SHIPPED_PACK_FILES } from '../../shared/domain/rules/shipped-pack-files.ts';

/** The committed list of rules. */
export const rulesDocumentUrl = new URL('../../docs/rules.md', import.meta.url);

/** Any cycle in which the shipped pack is in force: the list is the same for all. */
const CYCLE = '2021';

/** `docs/rules.md` as the shipped pack has it. */
export const currentRulesDocument = (): string => rulesDocument(loadRulePack(CYCLE), SHIPPED_PACK_FILES);

if (import.meta.main) writeFileSync(rulesDocumentUrl, currentRulesDocument());
