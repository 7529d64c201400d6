export const BUNDLES: string;
export function bundleFolder(): string;
