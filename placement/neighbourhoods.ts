/** Which part of a split commune a neighbourhood went to, by the lists of `mapping.csv` (`tdp_vi`). */
import { foldDiacritics } from '../domain/vietnamese.ts'

/** A part of an old commune, and the neighbourhoods in it, in words. */
export interface ListedPart {
  newCode: string
  neighbourhoods: string
}

export interface Neighbourhoods {
  /** The part that holds it whole; null where no list names it, or more than one does, even in part. */
  partOf(neighbourhood: string): string | null
  /** Every part whose list names it, whole or in part. */
  mentions(neighbourhood: string): readonly string[]
}

interface Listed {
  newCode: string
  whole: boolean
}

/** Reads the lists of the parts of one old commune. */
export function neighbourhoodsOf(parts: readonly ListedPart[]): Neighbourhoods {
  const listed = new Map<string, Listed[]>()
  for (const { newCode, neighbourhoods } of parts) {
    for (const { name, whole } of namesIn(neighbourhoods)) {
      listed.set(name, [...(listed.get(name) ?? []), { newCode, whole }])
    }
  }
  const find = (neighbourhood: string) => listed.get(nameOf(neighbourhood)) ?? []
  return {
    partOf(neighbourhood) {
      const [only, ...others] = find(neighbourhood)
      return only?.whole === true && others.length === 0 ? only.newCode : null
    },
    mentions: (neighbourhood) => [...new Set(find(neighbourhood).map(({ newCode }) => newCode))],
  }
}

/**
 * `TDP 1, 2 và một phần TDP 3` names 1 and 2 whole and 3 in part. What is in brackets after a name may narrow it,
 * so that name counts in part only; and so does a whole list that is about numbers older than the commune itself.
 */
function namesIn(list: string): readonly { name: string; whole: boolean }[] {
  if (/^\d+ TDP /.test(list)) return []
  const older = /trước 20\d\d/.test(list)
  const names: { name: string; whole: boolean }[] = []
  // A bracket that tells of other names is a remark; any other one may narrow the name before it.
  const text = list
    .replace(/\((một phần|TDP \d+ bị|và các)[^)]*\)/g, '')
    .replace(/\([^)]*\)/g, '*')
    .split(' – ', 1)[0]
  let inPart = false
  for (const item of (text ?? '').split(/,| và (?=\p{L}|\d)/u)) {
    // "một phần" holds for all names after it, until another kind of name begins.
    if (/^\s*một phần /.test(item)) inPart = true
    else if (/^\s*(TDP|thôn) /.test(item)) inPart = false
    const narrowed = item.includes('*')
    for (const name of rangeOf(item.replaceAll('*', ''))) {
      if (name !== '') names.push({ name, whole: !older && !inPart && !narrowed })
    }
  }
  return names
}

/** `TDP 1–3` is 1, 2 and 3, `thôn Dục Tú 1–3` three villages. */
function rangeOf(item: string): readonly string[] {
  const range = /^(?<before>.*?)(?<first>\d+)–(?<last>\d+)\s*$/.exec(item)?.groups
  if (range === undefined) return [nameOf(item)]
  const [first, last] = [Number(range.first), Number(range.last)]
  return Array.from({ length: last - first + 1 }, (_, i) => nameOf(`${range.before}${first + i}`))
}

/** One spelling for one neighbourhood: `Tổ dân phố số 05`, `TDP 5` and `tổ 5` are `5`. */
function nameOf(text: string): string {
  return foldDiacritics(text)
    .trim()
    .replace(/^mot phan /, '')
    .replace(/^(tdp|to dan pho|to|thon|khu dan cu|kdc|xom) +/, '')
    .replace(/^so +(?=\d)/, '')
    .replace(/^0+(?=\d)/, '')
    .replace(/\s+/g, ' ')
    .trim()
}
