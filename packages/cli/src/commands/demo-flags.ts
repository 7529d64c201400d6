export interface DemoFlags {
  readonly scenario: string;
  readonly list?: boolean;
  readonly check?: boolean;
  readonly plain?: boolean;
}

export const DEFAULT_DEMO_FOLDER = "bridle-demo";
export const DEFAULT_SCENARIO = "compromised";
