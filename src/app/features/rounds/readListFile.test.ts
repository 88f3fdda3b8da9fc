import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { workbookOf } from '../../../../tests/kit/workbookOf.ts'
import { readListFile } from './readListFile.ts'

const file = (content: Uint8Array | string) => new Blob([content as BlobPart])
const problem = (content: Uint8Array | string) => readListFile(file(content)).catch((error: Error) => error.message)

describe('a file with a list', () => {
  it('is read as CSV, whatever parts its cells, with quotes and the mark of UTF-8', async () => {
    expect(await readListFile(file('\ufeffSố hộ;Họ tên\r\n"01;4";"Điểu ""Mẫu"""\r\n'))).toEqual([
      ['Số hộ', 'Họ tên'],
      ['01;4', 'Điểu "Mẫu"'],
      [''],
    ])
    expect((await readListFile(file('a,b\n1,2')))[1]).toEqual(['1', '2'])
  })

  it('is read as XLSX, a date as the day that stands in the sheet', async () => {
    const [heading, row] = await readListFile(file(workbookOf([['Họ tên'], ['Thị Thử', 1955, { day: 18295 }]])))
    expect([heading?.[0], row]).toEqual(['Họ tên', ['Thị Thử', '1955', '1950-02-01']])
  })

  it('says what is no list: another kind, old letters, one that is too large', async () => {
    expect(await problem(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toBe('notAList')
    expect(await problem(zipSync({ 'a.txt': strToU8('no workbook') }))).toBe('notAList')
    expect(await problem(new Uint8Array([0x54, 0xea, 0x6e]))).toBe('notUtf8')
    expect(await problem('x'.repeat(2 * 1024 * 1024 + 1))).toBe('tooLarge')
  })

  it('is not unpacked when it would swell beyond any list', async () => {
    const bomb = workbookOf([['Họ tên']], { 'xl/worksheets/sheet2.xml': new Uint8Array(41 * 1024 * 1024) })
    expect(bomb.length).toBeLessThan(200_000)
    expect(await problem(bomb)).toBe('tooLarge')
  })

  it.each([
    ['a row far down', '<row r="3000000"><c r="A3000000" t="inlineStr"><is><t>x</t></is></c></row>'],
    ['a row far down, said otherwise', "<row r='3e6'><c t='inlineStr'><is><t>x</t></is></c></row>"],
    ['a cell far to the right', '<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>'],
    ['a cell beyond sixty columns', '<row r="1"><c r="BI1" t="inlineStr"><is><t>x</t></is></c></row>'],
    ['rows without end', '<row/>'.repeat(5003)],
  ])('is not read when its sheet has %s', async (_, rows) => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    const sheet = strToU8(`<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`)
    expect(await problem(workbookOf([], { 'xl/worksheets/sheet1.xml': sheet }))).toBe('tooLarge')
  })

  it('is read up to one row more than a list may have', async () => {
    const rows = Array.from({ length: 5002 }, () => ['Thị Thử'])
    expect(await readListFile(file(workbookOf(rows)))).toHaveLength(5002)
  })
})
