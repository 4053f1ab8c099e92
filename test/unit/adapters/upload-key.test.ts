import { describe, expect, it } from 'vitest';
import { ministryUploadKey, readUploadKey, returnUploadKey } from '../../../shared/adapters/upload-key.ts';

describe('an upload key', () => {
  it.each([
    ['returns/2021/P021/年报 a+b%.xlsx', 'P021', '年报 a+b%.xlsx'],
    ['returns/2021/P021/%E5%B9%B4+x.csv', 'P021', '%E5%B9%B4+x.csv'],
    ['returns/2021/P021/2021/03/return.json', 'P021', 'return.json'],
    ['returns/2021/NOBODY/x', 'NOBODY', 'x'],
    ['expert-scores/2021/评分.csv', 'MINISTRY', '评分.csv'],
  ])('%s is filed by %s as %s', (key, filer, fileName) => {
    expect(readUploadKey(key)).toEqual({ kind: 'filing', cycle: '2021', filer, fileName });
  });

  it.each([
    'return.xlsx',
    'returns/2021/return.xlsx',
    'returns//P021/return.xlsx',
    'returns/2021//return.xlsx',
    'returns/2021/MINISTRY/return.xlsx',
    'Returns/2021/P021/return.xlsx',
    'expert-scores/scores.csv',
  ])('%s names no filer', (key) => {
    expect(readUploadKey(key)).toEqual({ kind: 'unrouted' });
  });

  it('that ends in a slash is a folder', () => {
    expect(readUploadKey('returns/2021/P021/')).toEqual({ kind: 'folder' });
  });

  it('is written as it is read', () => {
    expect(readUploadKey(returnUploadKey('2021', 'P021', 'a b+c%.zip'))).toMatchObject({ filer: 'P021' });
    expect(readUploadKey(ministryUploadKey('expert-scores', '2021', 's.csv'))).toMatchObject({
      filer: 'MINISTRY',
    });
  });
});
