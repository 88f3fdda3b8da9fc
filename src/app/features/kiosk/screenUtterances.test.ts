// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { screenUtterances } from './screenUtterances.ts'

const said = (html: string, page: 'vi' | 'en' = 'vi') => {
  document.body.innerHTML = html
  return screenUtterances(document.body, page).map(({ words }) => words)
}

test('what a screen asks and explains, in order, with a breath between', () => {
  expect(
    said(`<h1><label>Họ tên là gì?</label></h1><p>Như trên thẻ</p>
      <ul><li>Một <strong>việc</strong></li><li>Hai</li></ul>`),
  ).toEqual([{ vi: 'Họ tên là gì? Như trên thẻ. Một. việc. Hai' }])
})

test('never an answer, a code, what is typed, or what a finger finds (issue 4 §4)', () => {
  expect(
    said(`<h1>Xem lại</h1><dl><dt>Họ tên</dt><dd>Lê Văn Thí Dụ</dd></dl><output>4K7Q P2M8</output>
      <input value="070061000002"><textarea>070061000002</textarea><button>Sửa</button><a class="button">Đi tiếp</a>
      <p hidden>ẩn</p><div class="screen__actions"><p>Xong</p></div>`),
  ).toEqual([{ vi: 'Xem lại. Họ tên' }])
})

test('words in two languages are said in one of them: a voice for Chinese reads no Vietnamese, nor the other way round', () => {
  const both = (zh: string, vi: string) =>
    `<span class="said"><span lang="zh">${zh}</span> <span lang="vi">${vi}</span></span>`
  expect(
    said(
      `<h1>${both('您叫什么名字？', 'Bà con tên gì?')}</h1><p>${both('手机号码', 'Số di động')}</p><p>Dòng trên tờ khai</p>`,
    ),
  ).toEqual([{ vi: 'Bà con tên gì? Số di động', zh: '您叫什么名字？ 手机号码' }, { vi: 'Dòng trên tờ khai' }])
})

test('an English screen is English, whoever it is told to', () => {
  expect(said('<h1>What is your name?</h1>', 'en')).toEqual([{ vi: 'What is your name?', en: 'What is your name?' }])
})
