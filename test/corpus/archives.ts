import { zipSync } from 'fflate';
import { utf8, zipOf } from '../support/workbooks.ts';
import { accepted, type CorpusFile, refused } from './corpus-file.ts';
import { joined, rawZip } from './raw-zip.ts';
import { wholeCsv, wholeWorkbook } from './whole-return.ts';

const inputs = wholeCsv();
const other = utf8('finding,reason,text\n');
/** `高新区年报` in GBK, as an archiver of Chinese Windows writes names. */
const GBK_FOLDER = Uint8Array.from([0xb8, 0xdf, 0xd0, 0xc2, 0xc7, 0xf8, 0xc4, 0xea, 0xb1, 0xa8]);
const withinDirectory = (
  bytes: Uint8Array,
  change: (view: DataView, directory: number) => void,
): Uint8Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  change(view, view.getUint32(bytes.length - 22 + 16, true));
  return bytes;
};
const archive = (parts: Readonly<Record<string, Uint8Array>>): Uint8Array => zipOf(Object.entries(parts));
const whole = wholeWorkbook();

/** Archives as containers: what is wrong or unusual lies in the ZIP file, whatever it holds. */
export const archives: readonly CorpusFile[] = [
  accepted(
    {
      file: 'a return as CSV in an archive.zip',
      what: 'a folder of its own, files of a Mac beside the part',
      bytes: () =>
        archive({
          'P021/inputs.csv': inputs,
          '__MACOSX/P021/._inputs.csv': utf8('x'),
          'P021/.DS_Store': utf8('x'),
        }),
    },
    'zip',
    { encoding: 'utf-8' },
  ),
  accepted(
    {
      file: 'sizes behind the content.zip',
      what: 'data descriptors, as programs write that cannot seek; the sizes in front are 0',
      bytes: () => rawZip([{ name: 'inputs.csv', data: inputs, descriptor: true }]),
    },
    'zip',
    { encoding: 'utf-8' },
  ),
  accepted(
    {
      file: 'sizes in 64 bits.zip',
      what: 'ZIP64 sizes and places for a small file',
      bytes: () => rawZip([{ name: 'inputs.csv', data: inputs, zip64: true }]),
    },
    'zip',
    { encoding: 'utf-8' },
  ),
  accepted(
    {
      file: 'not compressed.zip',
      what: 'parts stored as they are',
      bytes: () => rawZip([{ name: 'inputs.csv', data: inputs, method: 0 }]),
    },
    'zip',
    { encoding: 'utf-8' },
  ),
  accepted(
    {
      file: 'a comment at the end.zip',
      what: 'an archive comment that looks like the end of an archive',
      bytes: () => rawZip([{ name: 'inputs.csv', data: inputs }], 'PK\u0005\u0006 a comment'),
    },
    'zip',
    { encoding: 'utf-8' },
  ),
  accepted(
    {
      file: '中文文件名 GBK.zip',
      what: 'a folder name in GBK without the UTF-8 mark, as Chinese Windows writes it',
      bytes: () => rawZip([{ name: joined(GBK_FOLDER, utf8('\\inputs.csv')), data: inputs }]),
    },
    'zip',
    { encoding: 'utf-8' },
  ),
  accepted(
    {
      file: 'absolute and climbing paths.zip',
      what: 'names that lead out of the folder; nothing is ever written under a name from the file',
      bytes: () =>
        rawZip([
          { name: './../../root/inputs.csv', data: inputs },
          { name: '/etc/explanations.csv', data: other },
        ]),
    },
    'zip',
    { encoding: 'utf-8' },
  ),
  accepted(
    {
      file: 'other files beside.zip',
      what: 'a file that the format does not know',
      bytes: () => archive({ 'inputs.csv': inputs, '填报说明.txt': utf8('x') }),
    },
    'zip',
    { encoding: 'utf-8', notices: ['R-F-101 填报说明.txt!A1=填报说明.txt'] },
  ),
  accepted(
    {
      file: 'two names for one part.zip',
      what: 'another name in front of the content than in the directory, which alone counts',
      bytes: () => rawZip([{ name: 'inputs.csv', localName: 'project.csv', data: inputs }]),
    },
    'zip',
    { encoding: 'utf-8' },
  ),
  refused(
    {
      file: 'cut off.xlsx',
      what: 'the first half of a workbook: an upload that broke off',
      bytes: () => whole.subarray(0, Math.floor(whole.length / 2)),
    },
    null,
    { zh: '不完整或已损坏的内容', en: 'incomplete or damaged content' },
  ),
  refused(
    {
      file: 'something behind the end.zip',
      what: 'bytes behind the end of the archive, which another program may take for its content',
      bytes: () => joined(rawZip([{ name: 'inputs.csv', data: inputs }]), utf8('more')),
    },
    null,
    { zh: '不完整或已损坏的内容', en: 'incomplete or damaged content' },
  ),
  refused(
    {
      file: 'a program in front.zip',
      what: 'a self-extracting archive: an executable with the archive behind it',
      bytes: () =>
        joined(
          utf8('MZ\u0090\u0000\u0003\u0000\u0000\u0000'),
          new Uint8Array(64),
          rawZip([{ name: 'inputs.csv', data: inputs }]),
        ),
    },
    null,
    { zh: '无法识别的内容', en: 'unrecognised content' },
  ),
  refused({ file: 'nothing inside.zip', what: 'an empty archive', bytes: () => rawZip([]) }, null, {
    zh: '不完整或已损坏的内容',
    en: 'incomplete or damaged content',
  }),
  refused(
    {
      file: 'no inputs inside.zip',
      what: 'an archive of something else',
      bytes: () => archive({ 'readme.txt': utf8('hello') }),
    },
    'zip',
    { zh: '没有 inputs.csv 的压缩包', en: 'an archive without inputs.csv' },
  ),
  refused(
    {
      file: 'wrong checksum.zip',
      what: 'content that differs from its CRC-32',
      bytes: () => rawZip([{ name: 'inputs.csv', data: inputs, crc32: 0x12345678 }]),
    },
    'zip',
    { zh: '长度或校验和不符', en: 'its length or checksum does not match' },
    { place: 'inputs.csv' },
  ),
  refused(
    {
      file: 'four gigabytes declared.zip',
      what: 'an inflated size of 4 GB in the directory over a small part',
      bytes: () => rawZip([{ name: 'inputs.csv', data: inputs, declaredBytes: 0xfffffff0 }]),
    },
    'zip',
    { zh: '长度或校验和不符', en: 'its length or checksum does not match' },
    { place: 'inputs.csv' },
  ),
  refused(
    {
      file: 'overlapping parts.zip',
      what: 'two entries of the directory over the same bytes',
      bytes: () =>
        withinDirectory(archive({ 'inputs.csv': inputs, 'notes.csv': inputs }), (view, directory) =>
          view.setUint32(directory + 46 + 'inputs.csv'.length + 42, 0, true),
        ),
    },
    null,
    { zh: '与压缩包内其他部分重叠', en: 'it overlaps another part of the archive' },
    { place: 'notes.csv' },
  ),
  refused(
    {
      file: 'the same part twice.zip',
      what: 'inputs.csv and INPUTS.CSV: programs differ in which they show',
      bytes: () =>
        rawZip([
          { name: 'inputs.csv', data: inputs },
          { name: 'INPUTS.CSV', data: other },
        ]),
    },
    null,
    { zh: '两次', en: 'twice' },
    { place: 'INPUTS.CSV' },
  ),
  refused(
    {
      file: 'two folders with inputs.zip',
      what: 'the returns of two parks in one archive',
      bytes: () => archive({ 'P021/inputs.csv': inputs, 'P022/inputs.csv': inputs }),
    },
    'zip',
    { zh: '同一部分出现两次', en: 'the same part occurs twice' },
    { place: 'P022/inputs.csv' },
  ),
  refused(
    {
      file: 'an unusual compression.zip',
      what: 'method 12 (bzip2), which spreadsheets never use',
      bytes: () => rawZip([{ name: 'inputs.csv', data: inputs, method: 12 }]),
    },
    'zip',
    { zh: '不支持的压缩方法 12', en: 'compression method 12 is not supported' },
    { place: 'inputs.csv' },
  ),
  refused(
    {
      file: 'broken compressed data.zip',
      what: 'deflate data of which some bytes were changed',
      bytes: () => {
        const bytes = rawZip([{ name: 'inputs.csv', data: inputs }]);
        return bytes.fill(0xff, 60, 90);
      },
    },
    'zip',
    { zh: '压缩数据损坏', en: 'broken compressed data' },
    { place: 'inputs.csv' },
  ),
  refused(
    {
      file: 'a password on a part.zip',
      what: 'a part encrypted with the archive’s own password',
      bytes: () => rawZip([{ name: 'inputs.csv', data: inputs, flags: 1 }]),
    },
    null,
    { zh: '加密（带密码）的部分“inputs.csv”', en: 'password-protected' },
    { place: 'inputs.csv' },
  ),
  refused(
    {
      file: 'an archive in an archive.zip',
      what: 'nested archives, the usual dress of a bomb',
      bytes: () => archive({ 'inputs.csv': inputs, 'more.zip': archive({ 'inputs.csv': inputs }) }),
    },
    'zip',
    {
      zh: '压缩包内的另一个压缩包或工作簿（more.zip',
      en: 'an archive or workbook inside the archive (more.zip',
    },
    { place: 'more.zip' },
  ),
  refused(
    {
      file: 'a workbook in an archive.zip',
      what: 'the workbook compressed once more',
      bytes: () => archive({ '年报.xlsx': whole }),
    },
    'zip',
    { zh: '压缩包内的另一个压缩包或工作簿（年报.xlsx', en: 'an archive or workbook inside the archive' },
    { place: '年报.xlsx' },
  ),
  refused(
    {
      file: 'a workbook called CSV.zip',
      what: 'a nested archive under the name of a part',
      bytes: () => archive({ 'inputs.csv': whole }),
    },
    'zip',
    { zh: '无法识别的文字编码', en: 'text that cannot be decoded' },
    { place: 'inputs.csv' },
  ),
  refused(
    {
      file: 'thousands of parts.zip',
      what: '2,100 empty files',
      bytes: () =>
        zipSync(Object.fromEntries(Array.from({ length: 2_100 }, (_, i) => [`${i}.csv`, new Uint8Array()]))),
    },
    null,
    { zh: '压缩包内超过 2000 个文件', en: 'more than 2000 files in the archive' },
    { place: '2000.csv' },
  ),
  refused(
    {
      file: 'a bomb by ratio.zip',
      what: '90 MB of blanks in 90 KB, as enterprises',
      bytes: () =>
        rawZip([
          { name: 'inputs.csv', data: inputs },
          { name: 'enterprises.csv', data: new Uint8Array(90 << 20).fill(32) },
        ]),
    },
    'zip',
    { zh: '压缩比超过 200，疑似压缩炸弹', en: 'inflates more than 200-fold, like a decompression bomb' },
    { place: 'enterprises.csv' },
  ),
];
