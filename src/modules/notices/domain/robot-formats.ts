/** Whose robot reads a message; the database's check lists the same. */
export const robotFormats = ['wecom', 'dingtalk', 'feishu', 'json'] as const
