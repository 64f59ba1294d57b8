import type { Tag } from "./shapes"

/** The fifteen themes of paragraphs, in the contract's order. */
export const TAGS: readonly Tag[] = [
  "组织领导", "制度建设", "主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障", "宣传培训",
  "政策解读与回应", "复议诉讼", "存在问题", "改进措施", "其他事项", "引言", "其他",
]
