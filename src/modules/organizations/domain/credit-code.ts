/** The code's check is part of the kernel, because registration (identity) and the browser's forms need it too. */
export { creditCodeCheckCharacter, isCreditCode } from '#kernel/credit-code.ts'
