import type { Localised, Unreadable } from '../returns/filed-return.ts';

const ADVICE: Readonly<Record<Unreadable['fact'], Localised>> = {
  readable: {
    zh: '请用 Excel 或 WPS 打开原文件核对，另存为 .xlsx（或按格式要求另存为 CSV）后重新上传',
    en: 'open the original in Excel or WPS, look whether it is whole, save it as .xlsx (or as CSV of the format) and upload it again',
  },
  encrypted: {
    zh: '请取消打开密码，另存后重新上传',
    en: 'take the password away, save it and upload it again',
  },
  has_macros: {
    zh: '请另存为不含宏的 .xlsx 后重新上传',
    en: 'save it as .xlsx without macros and upload it again',
  },
  has_external_links: {
    zh: '请断开外部链接和数据连接（公式改为数值），另存后重新上传',
    en: 'break the external links and data connections (formulas to values), save it and upload it again',
  },
  has_embedded_objects: {
    zh: '请删除嵌入的对象和控件，另存后重新上传',
    en: 'delete embedded objects and controls, save it and upload it again',
  },
  has_undecodable_text: {
    zh: '请回到原文件另存为 .xlsx，或编码为 UTF-8（带 BOM）、GB18030 的 CSV，再重新上传',
    en: 'go back to the original, save it as .xlsx, or as CSV in UTF-8 (with a BOM) or GB18030, and upload it again',
  },
};

/** What to do about a file that cannot be taken in, by what is wrong with it; completes the message of R-F-002. */
export const adviceOn = (fact: Unreadable['fact']): Localised => ADVICE[fact];
