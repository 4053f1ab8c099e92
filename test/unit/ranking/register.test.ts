import { describe, expect, it } from 'vitest';
import parks from '../../../shared/data/parks.json' with { type: 'json' };
import { RegisterError, readRegister, shippedRegister } from '../../../shared/domain/ranking/register.ts';

const [row] = parks;
const changed = (over: Record<string, string>): Record<string, string> => ({ ...row, ...over });

describe('the shipped register', () => {
  it('has the 169 parks of 2018–2021, by region 70, 44, 39 and 16', () => {
    const register = shippedRegister();
    expect(register).toHaveLength(169);
    const count = (region: string) => register.filter((park) => park.region === region).length;
    expect(['东部', '中部', '西部', '东北'].map(count)).toEqual([70, 44, 39, 16]);
    expect(register.filter(({ exempt }) => exempt)).toEqual([]);
    expect(register[0]).toEqual({
      id: 'P001',
      name: '中关村科技园区',
      shortName: '中关村科技园区',
      province: '北京市',
      provinceCode: '11',
      city: '北京市',
      region: '东部',
      approvedYear: 1988,
      exempt: false,
      innovationZone: null,
      freeTradeZone: null,
    });
  });
});

describe('a register of the ministry', () => {
  it('reads exemption and zones', () => {
    const rows = [
      changed({
        evaluation_status: '免评',
        innovation_zone: 'yes',
        free_trade_zone: 'no',
        approved_year: '',
        note: 'x',
      }),
    ];
    expect(readRegister(rows)).toMatchObject([
      { exempt: true, innovationZone: true, freeTradeZone: false, approvedYear: null },
    ]);
  });
  it('says everything that is wrong with it at once', () => {
    const rows = [
      changed({ id: '1', region: '华东' }),
      changed({}),
      changed({ evaluation_status: '免' }),
      changed({ register_2021: 'no' }),
      { id: 'P002' },
    ];
    expect(() => readRegister(rows)).toThrow(RegisterError);
    expect(() => readRegister(rows)).toThrow(
      /row 1, id: must be P and three digits\nrow 1, region: must be 东部/,
    );
    expect(() => readRegister(rows)).toThrow('row 3, evaluation_status: must be empty or 免评');
    expect(() => readRegister(rows)).toThrow('row 4, id: P001 occurs twice');
    expect(() => readRegister(rows)).toThrow('row 5, name: column missing');
  });
  it('is refused without a park', () => {
    expect(() => readRegister([])).toThrow('no row says yes');
  });
});
