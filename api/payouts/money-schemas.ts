import { z } from 'zod'

export const dongText = z
  .string()
  .regex(/^-?(0|[1-9][0-9]*)$/)
  .describe('Whole đồng, in digits')

/** `2025-06` */
export const month = z.string().regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/)

/** `me-vnah` */
export const benefitCode = z.string().regex(/^[a-z0-9-]{1,80}$/)

/** Whose statement a line is of. */
export const bankName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{0,39}$/)
  .describe('The bank, as its statements are imported')
