"""The catalogue of review rules: code, usual severity, Chinese title, the criterion's number.

A criterion's number (STR-01 …) is that of ``docs/rules.md``, which cites the law behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from documents.findings import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """``reports`` is how many reports it needs: 1, or 2 where it compares (years or bodies)."""

    code: str
    severity: Severity
    title: str
    criterion: str
    reports: int = 1


_ALL = (
    Rule("section-missing", "error", "缺少规定章节", "STR-01"),
    Rule("section-order", "error", "章节顺序不对", "STR-01"),
    Rule("section-empty", "error", "章节没有内容", "STR-02"),
    Rule("empty-heading", "error", "小标题下没有内容", "STR-02"),
    Rule("table-missing", "error", "缺少法定表格", "STR-03"),
    Rule("parts-count-mismatch", "warning", "部分数与所列不符", "STR-04"),
    Rule("element-missing", "warning", "总体情况要素不全", "STR-05"),
    Rule("overview-empty", "warning", "总体情况空泛", "STR-07"),
    Rule("off-topic", "notice", "内容偏离主题", "STR-09"),
    Rule("template-appended", "error", "正文后附有格式模板", "STR-10"),
    Rule("numbering-wrong", "notice", "序号有误", "STR-11"),
    Rule("form-year-mismatch", "error", "表格版本与年度不符", "TPL-01"),
    Rule("basis-outdated", "warning", "引用依据已过时", "TPL-02"),
    Rule("label-variant", "warning", "表格项目名称与格式不一致", "TPL-03"),
    Rule("row-missing", "error", "表格缺行", "TPL-04"),
    Rule("placeholder-left", "error", "模板文字或空缺未填", "TPL-05"),
    Rule("cell-blank", "warning", "单元格为空", "CEL-01"),
    Rule("cell-slash", "warning", "单元格以斜杠代替数字", "CEL-02"),
    Rule("cell-not-number", "error", "单元格不是有效数字", "CEL-03"),
    Rule("cell-surplus", "error", "表格多出数值", "CEL-04"),
    Rule("requests-unbalanced", "error", "申请收办不平衡", "SUM-01"),
    Rule("outcomes-sum", "error", "办理结果合计不符", "SUM-02"),
    Rule("applicants-sum", "error", "申请人合计不符", "SUM-03"),
    Rule("disputes-sum", "error", "复议诉讼合计不符", "SUM-04"),
    Rule("amount-unit-slip", "warning", "金额单位可能有误", "CEL-06"),
    Rule("carry-over-mismatch", "error", "上年结转与上年报告不衔接", "XYR-01", 2),
    Rule("in-force-discontinuous", "warning", "现行有效件数与上年不衔接", "XYR-02", 2),
    Rule("year-on-year-jump", "warning", "数据同比异常", "XYR-04", 2),
    Rule("figures-copied", "warning", "数据与上年完全相同", "XYR-05", 2),
    Rule("text-table-mismatch", "error", "文表不一致", "TXT-01"),
    Rule("none-claimed", "error", "文称没有而表中有数", "TXT-02"),
    Rule("parts-exceed-whole", "error", "分项之和超过总数", "NAR-01"),
    Rule("rate-mismatch", "warning", "比率与数量不符", "NAR-02"),
    Rule("same-fact-two-figures", "error", "同一事项数字不一", "NAR-03"),
    Rule("growth-mismatch", "warning", "增长数据不符", "NAR-05"),
    Rule("year-mismatch", "error", "年份不一致", "IDN-02"),
    Rule("period-missing", "notice", "未写统计期限", "IDN-03"),
    Rule("self-reference-mismatch", "error", "自称与单位不符", "IDN-04"),
    Rule("problems-missing", "error", "没有写明问题或改进措施", "QLT-01"),
    Rule("measures-unmatched", "warning", "改进措施与问题不对应", "QLT-03"),
    Rule("problems-generic", "warning", "存在问题空泛", "QLT-04"),
    Rule("problems-repeated", "warning", "存在问题与上年雷同", "QLT-06", 2),
    Rule("fee-unreported", "warning", "未报告信息处理费", "FEE-01"),
    Rule("copied-from-last-year", "warning", "与上年报告雷同", "DUP-01", 2),
    Rule("copied-from-other", "warning", "与其他单位报告雷同", "DUP-02", 2),
    Rule("repeated-sentence", "notice", "语句重复", "DUP-05"),
    Rule("doubled-words", "warning", "词语重复", "LNG-01"),
    Rule("truncated-sentence", "warning", "语句不完整", "LNG-02"),
    Rule("characters-lost", "notice", "日期缺字", "LNG-02"),
    Rule("typo", "warning", "疑似错别字", "LNG-03"),
    Rule("outdated-phrase", "warning", "提法过时", "LNG-05"),
    Rule("private-data", "error", "含个人隐私信息", "PRV-01"),
    Rule("rules-without-power", "error", "无规章制定权而填报规章", "SEM-01"),
    Rule("all-zero", "notice", "数据全为零", "SEM-03"),
    Rule("late", "error", "逾期发布", "PUB-01"),
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _ALL})
