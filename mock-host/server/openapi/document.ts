/** placeholder */
export function openApiDocument(): object { return {}; }
