/** What `lockstep check` takes, as it is typed. */
export interface CheckOptions {
  readonly config?: string;
  readonly thorough?: boolean;
  readonly json?: boolean;
  /** For a .tla file only; as they are typed. */
  readonly const?: readonly string[];
  readonly inv?: readonly string[];
  readonly library?: readonly string[];
  /** `--no-deadlock` makes it false; otherwise the configuration decides. */
  readonly deadlock?: boolean;
  /** Any text: it changes nothing. */
  readonly workers?: string;
  readonly states?: number;
  readonly depth?: number;
  readonly seconds?: number;
  /** In MB. */
  readonly memory?: number;
  readonly dfs?: boolean;
  readonly simulate?: boolean;
  readonly count?: number;
  readonly seed?: number;
  readonly continue?: boolean;
  readonly unsound?: boolean;
  readonly coverage?: boolean;
  readonly dumpTrace?: string;
  readonly dumpGraph?: string;
  readonly loadTrace?: string;
}
