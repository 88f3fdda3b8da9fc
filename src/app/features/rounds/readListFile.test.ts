import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readListFile } from './readListFile.ts'

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** A workbook as a spreadsheet writes one: shared words, a number, and a date in its own counting of days. */
const workbook = (rows: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Ấp" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ),
    'xl/styles.xml': strToU8(
      `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    'xl/sharedStrings.xml': strToU8(`<sst xmlns="${main}"><si><t>Họ tên</t></si><si><t>Thị Thử</t></si></sst>`),
    'xl/worksheets/sheet1.xml': strToU8(
      `<worksheet xmlns="${main}"><dimension ref="A1:C2"/><sheetData>${rows}</sheetData></worksheet>`,
    ),
    ...more,
  })
const rows =
  '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>1955</v></c><c r="C2" s="1"><v>18295</v></c></row>'

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
    const [heading, row] = await readListFile(file(workbook(rows)))
    expect([heading?.[0], row]).toEqual(['Họ tên', ['Thị Thử', '1955', '1950-02-01']])
  })

  it('says what is no list: another kind, old letters, one that is too large', async () => {
    expect(await problem(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toBe('notAList')
    expect(await problem(zipSync({ 'a.txt': strToU8('no workbook') }))).toBe('notAList')
    expect(await problem(new Uint8Array([0x54, 0xea, 0x6e]))).toBe('notUtf8')
    expect(await problem('x'.repeat(2 * 1024 * 1024 + 1))).toBe('tooLarge')
  })

  it('is not unpacked when it would swell beyond any list', async () => {
    const bomb = workbook(rows, { 'xl/worksheets/sheet2.xml': new Uint8Array(41 * 1024 * 1024) })
    expect(bomb.length).toBeLessThan(200_000)
    expect(await problem(bomb)).toBe('tooLarge')
  })
})
