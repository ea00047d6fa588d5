import { expect, test } from 'vitest'
import { attachment } from '../../../api/server/attachment.ts'

test('a browser saves an attachment under its name in any script, and nothing in the name ends the header', () => {
  expect(attachment('Đơn "mới" 100%.pdf')).toBe(
    `attachment; filename="Don _moi_ 100_.pdf"; filename*=UTF-8''%C4%90%C6%A1n%20%22m%E1%BB%9Bi%22%20100%25.pdf`,
  )
  expect(attachment("it's (1)*.pdf")).toContain("filename*=UTF-8''it%27s%20%281%29%2A.pdf")
})
