/**
 * Documents that procedures still get published with although they have lapsed. What is not here is taken to be in
 * force: a definition that cites a lapsed one would defend decisions with a law that is none.
 */
export interface LapsedDocument {
  readonly document: string
  /** Last local day in force, YYYY-MM-DD. */
  readonly until: string
  /** What came in its place, by its final article. */
  readonly replacedBy: string
}

export const lapsedDocuments: readonly LapsedDocument[] = [
  { document: '45/2013/QH13', until: '2024-07-31', replacedBy: '31/2024/QH15' },
  { document: '43/2014/NĐ-CP', until: '2024-07-31', replacedBy: '101/2024/NĐ-CP, 102/2024/NĐ-CP' },
  { document: '148/2020/NĐ-CP', until: '2024-07-31', replacedBy: '102/2024/NĐ-CP' },
  { document: '59/2014/QH13', until: '2024-06-30', replacedBy: '26/2023/QH15' },
  { document: '137/2015/NĐ-CP', until: '2024-06-30', replacedBy: '70/2024/NĐ-CP' },
  { document: '23/2012/QH13', until: '2024-06-30', replacedBy: '17/2023/QH15' },
  { document: '193/2013/NĐ-CP', until: '2024-06-30', replacedBy: '113/2024/NĐ-CP' },
  { document: '17/2012/QH13', until: '2024-06-30', replacedBy: '28/2023/QH15' },
  { document: '01/2021/NĐ-CP', until: '2025-06-30', replacedBy: '168/2025/NĐ-CP' },
  { document: '45/2010/NĐ-CP', until: '2024-11-25', replacedBy: '126/2024/NĐ-CP' },
  { document: '46/2017/NĐ-CP', until: '2024-11-19', replacedBy: '125/2024/NĐ-CP' },
  { document: '31/2013/NĐ-CP', until: '2022-02-14', replacedBy: '131/2021/NĐ-CP' },
  { document: '136/2013/NĐ-CP', until: '2021-06-30', replacedBy: '20/2021/NĐ-CP' },
  { document: '61/2018/NĐ-CP', until: '2025-06-30', replacedBy: '118/2025/NĐ-CP' },
  { document: '107/2021/NĐ-CP', until: '2025-06-30', replacedBy: '118/2025/NĐ-CP' },
  { document: '77/2015/QH13', until: '2025-02-28', replacedBy: '65/2025/QH15' },
  { document: '65/2025/QH15', until: '2025-06-30', replacedBy: '72/2025/QH15' },
  { document: '24/2000/QH10', until: '2022-12-31', replacedBy: '08/2022/QH15' },
  { document: '61/2010/QH12', until: '2022-12-31', replacedBy: '08/2022/QH15' },
  { document: '158/2005/NĐ-CP', until: '2015-12-31', replacedBy: '123/2015/NĐ-CP' },
  { document: '38/2005/QH11', until: '2020-06-30', replacedBy: '43/2019/QH14' },
  { document: '43/2005/QH11', until: '2015-12-31', replacedBy: '78/2015/QH13' },
  { document: '92/2009/NĐ-CP', until: '2023-07-31', replacedBy: '33/2023/NĐ-CP' },
  { document: '03/2011/QH13', until: '2018-12-31', replacedBy: '25/2018/QH14' },
  { document: '75/2012/NĐ-CP', until: '2020-12-09', replacedBy: '124/2020/NĐ-CP' },
  { document: '76/2012/NĐ-CP', until: '2019-05-27', replacedBy: '31/2019/NĐ-CP' },
  { document: '81/2006/QH11', until: '2021-06-30', replacedBy: '68/2020/QH14' },
]

/** That a document had lapsed before a local date, in words for a finding; null where nothing says so. */
export function lapsedBefore(document: string, localDate: string): string | null {
  const lapsed = lapsedDocuments.find((other) => other.document === document)
  if (lapsed === undefined || lapsed.until >= localDate) return null
  return `lapsed on ${lapsed.until}, and was replaced by ${lapsed.replacedBy}`
}

/** That a document is of a later year than a local date, by its number; null where it is not. */
export function laterThan(document: string, localDate: string): string | null {
  const year = /\/((?:19|20)\d\d)\//.exec(document)?.[1]
  return year !== undefined && year > localDate.slice(0, 4) ? `is of ${year}` : null
}
