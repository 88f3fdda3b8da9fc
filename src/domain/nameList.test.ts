import { expect, it } from 'vitest'
import { namesInLines } from './nameList.ts'

const names = (text: string, known: readonly string[] = []) =>
  namesInLines(text, known, 20).map(({ name, oldName, problem }) => [name, oldName, problem].filter(Boolean).join('/'))

it('reads a list as people paste it: numbers, dots, columns, empty lines', () => {
  expect(names('1. Ấp Một\r\n\n(2)  Ấp   Hai\n3\tẤp Ba\tẤp Cũ\n- Ấp Bốn | Ấp Bàu\n•Ấp Năm\n 3 Tháng 2\nẤp 6')).toEqual([
    'Ấp Một',
    'Ấp Hai',
    'Ấp Ba/Ấp Cũ',
    'Ấp Bốn/Ấp Bàu',
    'Ấp Năm',
    '3 Tháng 2',
    'Ấp 6',
  ])
  expect(names(' \n\n')).toEqual([])
})

it('tells names apart that differ in an accent: a commune has both Bàu and Bầu', () => {
  expect(names('Ấp Bầu\nẤp Bảu\nẤp Hoà', ['Ấp Bàu', 'Ấp Hòa'])).toEqual(['Ấp Bầu', 'Ấp Bảu', 'Ấp Hoà/known'])
})

it('says of each name why it is left out', () => {
  expect(names('Ấp Một\nấp  MỘT\nẤp Hai\nMột tên dài quá hai mươi chữ', ['ẤP HAI'])).toEqual([
    'Ấp Một',
    'ấp MỘT/twice',
    'Ấp Hai/known',
    'Một tên dài quá hai mươi chữ/long',
  ])
})
