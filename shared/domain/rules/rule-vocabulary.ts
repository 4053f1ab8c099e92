import type { SubjectKind } from './rule-pack.ts';

/** What the engine supplies with each kind of subject; the pack may ask for nothing else. */
interface Supplied {
  /** Names of the expressions, beside codes and `task.…`. */
  readonly names: readonly string[];
  /** Texts for messages that no expression gives. */
  readonly texts: readonly string[];
}

const CELL_TEXTS = ['cell.address', 'cell.text'];

/** Names known with every subject. */
export const TASK_NAMES: readonly string[] = ['task.template', 'task.year', 'account.park'];

export const SUPPLIED: Readonly<Record<SubjectKind, Supplied>> = {
  file: {
    names: [
      'file.template',
      'file.park',
      'file.year',
      'file.readable',
      'file.encrypted',
      'file.has_macros',
      'file.has_external_links',
      'file.has_embedded_objects',
      'file.has_undecodable_text',
    ],
    texts: ['file.what', 'file.advice', 'file.identity', 'task.identity'],
  },
  form: {
    names: ['sheet.missing_columns', 'sheet.duplicated_columns'],
    texts: ['sheet.label', 'sheet.columns'],
  },
  'record-table': { names: ['sheet.declared', 'sheet.row_count'], texts: ['sheet.label'] },
  'filed-cell': { names: ['cell.raw', 'cell.has_formula', 'cell.stored'], texts: CELL_TEXTS },
  'unknown-cell': { names: ['cell.known'], texts: CELL_TEXTS },
  park: {
    names: [
      'file.filed_by',
      'input.min',
      'input.max',
      'input.type',
      'input.not_applicable_allowed',
      'park.first_cycle',
      'quoted_prior',
      'accepted_prior',
    ],
    texts: [...CELL_TEXTS, 'input.problem'],
  },
  'score-file': { names: ['file.score_rows'], texts: [] },
  'score-row': {
    names: ['score.park', 'score.indicator', 'score.value', 'register.parks', 'expert.indicators'],
    texts: [...CELL_TEXTS, 'score.park_address', 'score.indicator_address', 'score.expert_indicators'],
  },
  'score-pair': { names: ['score.park', 'score.indicator', 'score.occurrences'], texts: [] },
  'score-park': {
    names: ['score.park', 'score.missing'],
    texts: ['score.park_name', 'score.missing_indicators'],
  },
  'enterprise-record': { names: ['column.code_list'], texts: [...CELL_TEXTS, 'column.code_list_name'] },
  'enterprise-column': { names: ['column.unit', 'column.expected_unit'], texts: ['column.label'] },
  'enterprise-key': {
    names: ['key.on_gq001', 'key.on_gq002', 'key.on_gq003', 'key.on_gq005'],
    texts: ['key.rows', 'key.present_on', 'key.absent_from'],
  },
  'enterprise-total': { names: ['declared', 'derived_value', 'input.type'], texts: [] },
  'enterprise-set': { names: [], texts: [] },
  'enterprise-record-of-both-years': { names: [], texts: [] },
  'enterprise-set-of-both-years': { names: ['still_filed', 'new_this_year'], texts: [] },
  'cross-park': { names: ['own_city_gdp', 'peer_z'], texts: [] },
};
