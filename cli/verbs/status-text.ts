/** The states of cycles, returns and submissions as people read them. */
export const statusText = {
  scheduled: { zh: '未到开启时间', en: 'scheduled' },
  open: { zh: '开启', en: 'open' },
  closed: { zh: '已关闭', en: 'closed' },
  published: { zh: '已发布', en: 'published' },
  'not-filed': { zh: '未报', en: 'not filed' },
  exempt: { zh: '免评', en: 'exempt' },
  received: { zh: '已收到，待审核', en: 'received, not yet judged' },
  same: { zh: '与此前内容相同', en: 'same bytes as before' },
  refused: { zh: '未予接收', en: 'refused' },
  rejected: { zh: '不通过', en: 'rejected' },
  'needs-explanation': { zh: '待说明', en: 'needs explanation' },
  accepted: { zh: '通过', en: 'accepted' },
  reopened: { zh: '已退回，待更正', en: 'reopened' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const;
