import { firstRecordRow } from './record-sheet.ts';
import type { TemplateTask } from './template-task.ts';

/** The five things that are not the same, and what each says. */
export const valueWords: readonly { readonly word: string; readonly meaning: string }[] = [
  {
    word: '空白 / blank',
    meaning:
      '尚未填写，不能通过审核；每一填报项都要填。\nNot filled in: the return is not accepted. Leave no input blank.',
  },
  {
    word: '0 / zero',
    meaning: '确实为零，是真实的数值。\nTruly none: a value like any other.',
  },
  {
    word: '不适用 / N/A',
    meaning:
      '园区没有这一事项；只能填在“可否不适用”为“可”的项目。\nThe park has no such thing; only where the column “not applicable” says yes.',
  },
  {
    word: '无此业务 / no such business',
    meaning:
      '用于声明：整张企业表或项目表没有业务，表内不得有数据。\nA declaration: the whole table has no business behind it and stays empty.',
  },
  {
    word: '暂缺 / still missing',
    meaning:
      '用于声明：有此业务，但数据尚未取得，以后补报；已填数据的选“已报”。\nA declaration: the data are yet to come. With rows in the table choose 已报 (filed).',
  },
];

/** How to fill the sheets, check the file and hand it in. */
export const coverGuide = ({ pack, park }: TemplateTask): readonly string[] => [
  '1. 只填黄色单元格；请勿改动代码、表头和工作表名称。工作表保护不设密码；插入空行空列、调整列的先后、隐藏列，不影响审核。\nFill the yellow cells only; leave codes, headers and sheet names alone. The protection has no password: blank rows or columns, another order of columns and hidden columns do no harm.',
  '2. 计量单位以表内所列为准：企业金额为千元（注册资金、年末市值为万元），园区综合金额为万元，能源为吨标准煤，项目工作时间为人月。\nUnits are those beside each item: enterprise money in 千元 (thousand yuan; registered capital and market value in 万元), park money in 万元 (ten thousand yuan), energy in tce, project time in person-months.',
  `3. 企业、项目从第 ${firstRecordRow} 行起每行一家（项），可整块粘贴数值；统一社会信用代码和各类代码为文本，不要改成数字。报送企业数据的，以企业合计为准。\nOne enterprise or project a row from row ${firstRecordRow}; paste values as a block. Credit codes and other codes are text. Where enterprises are filed, their totals are what counts.`,
  `4. 离线审核（结论与上报后一致） Check offline, with the verdict that the upload will get:\n    gaoxin check 本文件.xlsx --cycle ${pack.cycle} --park ${park.id}`,
  '5. 强制性问题须改正；核实性问题改正，或在“说明”表填写问题编号、原因和说明后重新上报。\nMandatory findings must be put right; a query is put right or explained in the sheet 说明 by its fingerprint, then the file is uploaded again.',
];
