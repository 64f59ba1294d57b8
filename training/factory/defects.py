"""Planted defects: one for each rule of the catalogue that needs a single report.

A defect acts at up to three steps: ``plan`` changes figures and tables before the prose is written
from them, ``facts`` what the prose believes, ``prose`` the written chapters. ``also`` are errors
that a review may rightly report beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from types import MappingProxyType
from typing import Final

from documents.forms import load_form
from documents.forms.model import KINDS
from documents.narrative import PlaceholderKind
from documents.tables import CellKey, FormVersion, TableKind
from training.factory.bodies import make_name
from training.factory.drafts import ReportDraft
from training.factory.entries import SLASHES, Entry
from training.factory.figures import Scale
from training.factory.flatten import FLATTENING, UNREADABLE
from training.factory.grids import Draft, Slot, list_values
from training.factory.narrative import NUMERALS, HeadingStyle, name_basis
from training.factory.voices import Passage, choose_phrase, write_passage

Plant = Callable[[Random, ReportDraft], None]
_KEPT: Final = tuple(
    name for name, f in FLATTENING.items() if f.mode == "kept" and name not in UNREADABLE
)
_WHOLE_LABELS: Final = tuple(name for name in _KEPT if name != "cell_lines_torn")
_POPULOUS: Final[tuple[Scale, ...]] = ("county", "city")
_COMMON_VARIANTS: Final[tuple[tuple[TableKind, str, str], ...]] = (
    ("disputes", "结果维持", "结果维护"),
    ("requests", "补正后申请内容仍不明确", "补正后申请内容不明确"),
    ("requests", "结转下年度继续办理", "转结下年度继续办理"),
)
_VARIANTS: Final[Mapping[FormVersion, tuple[tuple[TableKind, str, str], ...]]] = {
    "v2019": _COMMON_VARIANTS,
    "v2021": (*_COMMON_VARIANTS, ("proactive", "行政规范性文件", "规范性文件")),
}
_UNNUMBERED: Final[tuple[HeadingStyle, ...]] = ("unnumbered", "in_aspect")


@dataclass(frozen=True, slots=True)
class Defect:
    """Empty wishes leave the choice free; ``first_year`` is the earliest report year."""

    rule: str
    plan: Plant | None = None
    facts: Plant | None = None
    prose: Plant | None = None
    form: FormVersion | None = None
    scales: tuple[Scale, ...] = ()
    headings: tuple[HeadingStyle, ...] = ()
    flattenings: tuple[str, ...] = ()
    first_year: int = 0
    also: tuple[str, ...] = ()


def say(draft: ReportDraft, template: str, *, tag: str = "", chapter: int = 1) -> None:
    """Add sentences to the chapter's last passage, or to the first with that tag."""
    passages = draft.chapter(chapter).passages
    index = next((i for i, p in enumerate(passages) if tag and tag in p.tags), len(passages) - 1)
    passages[index] = passages[index].add(write_passage(template, draft.slots, draft.facts))


def rewrite(draft: ReportDraft, chapter: int, *templates: str) -> None:
    """Replace the chapter's passages."""
    draft.chapter(chapter).passages = [
        write_passage(template, draft.slots, draft.facts) for template in templates
    ]


# sections and headings


def drop_section(rng: Random, draft: ReportDraft) -> None:
    draft.chapters.remove(draft.chapter(rng.choice((5, 6))))


def swap_sections(rng: Random, draft: ReportDraft) -> None:
    draft.chapters[-1], draft.chapters[-2] = draft.chapters[-2], draft.chapters[-1]


def empty_section(rng: Random, draft: ReportDraft) -> None:
    draft.chapter(6).passages = []


def leave_heading_bare(rng: Random, draft: ReportDraft) -> None:
    passages = draft.chapter(1).passages
    number = NUMERALS[sum(bool(passage.title) for passage in passages) + 1]
    title = f"（{number}）{rng.choice(('政务新媒体管理', '基层政务公开标准化', '政策解读'))}"
    passages.append(Passage("", title))
    draft.running_on = False
    draft.placeholders.append((title, "empty_heading"))


def drop_table(rng: Random, draft: ReportDraft) -> None:
    draft.tables[rng.choice(KINDS)].flattening = "absent"


def miscount_parts(rng: Random, draft: ReportDraft) -> None:
    parts = rng.choice(
        (
            "全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
            "存在的主要问题及改进情况、其他需要报告的事项等六部分组成。",
            "本报告包括总体情况，主动公开政府信息情况，收到和处理政府信息公开申请情况，"
            "政府信息公开行政复议、行政诉讼情况，存在的主要问题及改进情况，"
            "其他需要报告的事项7个部分。",
        )
    )
    period = choose_phrase(rng, "preamble_period")
    basis = choose_phrase(rng, name_basis(draft.year))
    body = choose_phrase(rng, "preamble_body")
    draft.preamble = write_passage(
        basis + body + parts + period, draft.slots, draft.facts, tags=("引言",)
    )


def drop_elements(rng: Random, draft: ReportDraft) -> None:
    chapter = draft.chapter(1)
    gone = {"政府信息管理", "监督保障"}
    chapter.passages = [p for p in chapter.passages if gone.isdisjoint(p.tags)]


def empty_overview(rng: Random, draft: ReportDraft) -> None:
    rewrite(
        draft,
        1,
        "{year}年，{self}高度重视政府信息公开，坚持以公开为常态、不公开为例外，统一思想，提高认识，"
        "加强领导，明确责任，取得了良好成效，得到了社会各界的一致好评。",
    )


def leave_topic(rng: Random, draft: ReportDraft) -> None:
    paragraphs = [
        "扎实推进人居环境整治，组织干部群众清扫背街小巷，清运生活垃圾{#120|吨}，"
        "拆除残垣断壁，栽植绿化苗木，村容村貌明显改善，群众幸福感增强。",
        "坚持党建引领，开展主题党日，慰问困难党员，发展年轻党员，培育村级后备干部，"
        "战斗堡垒作用进一步发挥，集体经济收入稳步增长。",
        "抓好安全生产，排查燃气、消防、道路交通隐患，落实包保责任，开展应急演练，"
        "全年未发生较大以上安全生产事故，社会大局保持稳定。",
    ]
    added = [write_passage(text, draft.slots, draft.facts) for text in paragraphs]
    draft.chapter(1).passages[1:1] = added


def append_template(rng: Random, draft: ReportDraft) -> None:
    form = load_form(draft.form)
    lines = ["", "附件：", "政府信息公开工作年度报告格式", "", "一、总体情况", "（文字描述）"]
    for kind in KINDS:
        table = form.table(kind)
        lines.append(table.caption)
        for block in table.blocks:
            lines.append("\t".join(("信息内容", *(column.label for column in block.columns))))
            lines += ["\t".join((row.label, *[""] * len(block.columns))) for row in block.rows]
    lines += ["五、存在的主要问题及改进情况", "（文字描述）"]
    lines += ["六、其他需要报告的事项", "（文字描述）"]
    draft.appendix = lines
    draft.placeholders += [("（文字描述）", "template_text")] * 3


def skip_number(rng: Random, draft: ReportDraft) -> None:
    problems = draft.chapter(5).passages
    text = problems[0].text.replace("三是", "四是").replace("二是", "三是")
    problems[0] = replace(problems[0], text=text)


# forms and labels


def use_old_form(rng: Random, draft: ReportDraft) -> None:
    year = rng.randint(2021, 2024)
    draft.title = draft.title.replace(str(draft.year), str(year))
    draft.year = year


def cite_old_basis(rng: Random, draft: ReportDraft) -> None:
    template = (
        "根据《中华人民共和国政府信息公开条例》和《国务院办公厅政府信息与政务公开办公室关于政府信息公开"
        "工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）要求，"
        + choose_phrase(rng, "preamble_body")
        + choose_phrase(rng, "preamble_period")
    )
    draft.preamble = write_passage(template, draft.slots, draft.facts, tags=("引言",))


def vary_label(rng: Random, draft: ReportDraft) -> None:
    """A wording seen in print that is not the form's (standard of the form, chapter 8)."""
    kind, official, variant = rng.choice(_VARIANTS[draft.form])

    def edit(rng: Random, grid: Draft) -> None:
        for line in grid.lines:
            for index, slot in enumerate(line):
                if slot.role == "label" or slot.role == "header":
                    line[index] = replace(slot, text=slot.text.replace(official, variant))

    draft.tables[kind].edits.append(edit)


def drop_form_row(rng: Random, draft: ReportDraft) -> None:
    def edit(rng: Random, grid: Draft) -> None:
        spare = [
            index
            for index, line in grid.data_lines()
            if not any(slot.role == "group" for slot in line)
            and all(grid.entries[v.key].amount == 0 for v in list_values(line) if v.key)
        ]
        if not spare:
            return
        line = grid.lines.pop(rng.choice(spare))
        for slot in list_values(line):
            if slot.key is not None:
                grid.entries[slot.key] = Entry("missing", None, "")

    draft.tables["requests"].edits.append(edit)


# cells


def _change_zeros(draft: ReportDraft, number: int, make: Callable[[Random], Entry]) -> None:
    def edit(rng: Random, grid: Draft) -> None:
        places = [
            (line, index)
            for _, line in grid.data_lines()
            for index, slot in enumerate(line)
            if slot.key is not None and grid.entries[slot.key].value == 0
        ]
        for line, index in rng.sample(places, min(number, len(places))):
            key, entry = line[index].key, make(rng)
            if key is not None:
                grid.entries[key] = entry
                line[index] = replace(line[index], text=entry.text)

    draft.tables["requests"].edits.append(edit)


def blank_cells(rng: Random, draft: ReportDraft) -> None:
    _change_zeros(draft, rng.randint(2, 5), lambda rng: Entry("blank", None, ""))


def strike_cells(rng: Random, draft: ReportDraft) -> None:
    slash = rng.choice(SLASHES)
    _change_zeros(draft, rng.randint(2, 5), lambda rng: Entry("slash", None, slash))


def write_words(rng: Random, draft: ReportDraft) -> None:
    text = rng.choice(("详见附件", "若干", "未统计", "待核实"))
    _change_zeros(draft, 1, lambda rng: Entry("text", None, text))


def add_surplus(rng: Random, draft: ReportDraft) -> None:
    disputes = draft.tables["disputes"]
    disputes.figures = dict.fromkeys(disputes.figures, 0)
    disputes.edits.append(lambda rng, grid: grid.lines[-1].append(Slot("value", "0")))


# sums


def unbalance_requests(rng: Random, draft: ReportDraft) -> None:
    number = rng.randint(1, 4)
    for column in ("natural_person", "total"):
        draft.tables["requests"].shift("carried_out", column, number)


def break_outcomes(rng: Random, draft: ReportDraft) -> None:
    number = rng.randint(1, 4)
    row = rng.choice(("out.disclosed", "out.partial", "out.unable.not_held"))
    for column in ("natural_person", "total"):
        draft.tables["requests"].shift(row, column, number)


def break_applicants(rng: Random, draft: ReportDraft) -> None:
    """The totals of two rows grow together, so that F1 holds in the column of totals."""
    number = rng.randint(1, 4)
    for row in ("new_received", "carried_out"):
        draft.tables["requests"].shift(row, "total", number)


def break_disputes(rng: Random, draft: ReportDraft) -> None:
    row = rng.choice(("review", "suit_direct", "suit_after_review"))
    draft.tables["disputes"].shift(row, "total", rng.randint(1, 3))


def slip_unit(rng: Random, draft: ReportDraft) -> None:
    amount = rng.randint(12, 900) * 1000 + rng.randint(0, 999)
    draft.tables["proactive"].figures[CellKey("admin_fee", "fee_amount")] = amount


def claim_rules(rng: Random, draft: ReportDraft) -> None:
    columns = {
        "v2019": ("made_new", "disclosed_new", "disclosed_total"),
        "v2021": ("issued", "in_force"),
    }[draft.form]
    number = rng.randint(1, 6)
    for column in columns:
        draft.tables["proactive"].figures[CellKey("rules", column)] = number


def keep_all_zero(rng: Random, draft: ReportDraft) -> None:
    """The scale does it: every cell is 0."""
    for plan in draft.tables.values():
        plan.figures = dict.fromkeys(plan.figures, 0)


# text against table, text against itself


def receive_some(rng: Random, draft: ReportDraft) -> None:
    """See to it that there are applications."""
    requests = draft.tables["requests"]
    if not requests.figures[CellKey("new_received", "total")]:
        for row in ("new_received", "out.total", "out.disclosed"):
            for column in ("natural_person", "total"):
                requests.shift(row, column, 3)


def misstate_requests(rng: Random, draft: ReportDraft) -> None:
    draft.facts["new"] += draft.facts["carried_in"] + rng.randint(1, 5)
    draft.slots["requests"] = "{year}年共收到政府信息公开申请{#new|件}。"


def claim_none(rng: Random, draft: ReportDraft) -> None:
    draft.slots["requests"] = rng.choice(
        ("{year}年未收到政府信息公开申请。", "全年没有收到政府信息公开申请。")
    )


def exceed_whole(rng: Random, draft: ReportDraft) -> None:
    whole, part = rng.randint(20, 60), rng.randint(11, 19)
    say(
        draft,
        f"全年巡查栏目{{#{whole}|次}}，其中日常巡查{{#{whole - 5}|次}}、专项巡查{{#{part}|次}}。",
    )


def misstate_rate(rng: Random, draft: ReportDraft) -> None:
    whole = rng.randint(40, 90)
    rate = rng.choice((100, 70))
    say(
        draft,
        f"全年收到群众留言{{#{whole}|件}}，办结{{#{whole - 4}|件}}，办结率达{{#{rate}|%}}。",
    )


def contradict_fact(rng: Random, draft: ReportDraft) -> None:
    """The same account in two parts, the same total in two paragraphs, or in one voice's own
    total and a sentence before it."""
    number = rng.randint(60, 90)
    more = number + rng.randint(3, 30)
    way = rng.choice(("account", "total", "opening"))
    if way == "account":
        name = f"“{draft.body.place}发布”"
        say(draft, f"微信公众号{name}全年推送信息{{#{number}|条}}。", tag="主动公开")
        say(draft, f"微信公众号{name}全年推送信息{{#{more}|条}}，内容常更常新。", tag="平台建设")
        return
    opening = f"{{year}}年，{{self}}主动公开政府信息{{#{number}|条}}。"
    passages = draft.chapter(1).passages
    passages.insert(1, write_passage(opening, draft.slots, draft.facts))
    if way == "total":
        again = f"{{year}}年，{{self}}主动公开政府信息{{#{more}|条}}，均可在网上查阅。"
        passages.append(write_passage(again, draft.slots, draft.facts))


def misstate_growth(rng: Random, draft: ReportDraft) -> None:
    before, more = rng.randint(4, 9) * 10, rng.randint(3, 9) * 2
    wrong = round(100 * more / before) + rng.randint(12, 40)
    say(
        draft,
        f"全年回复网上咨询{{#{before + more}|件}}，较上年增加{{#{more}|件}}，增长{{#{wrong}|%}}。",
    )


def mistake_year(rng: Random, draft: ReportDraft) -> None:
    year, wrong = draft.year, draft.year - 1
    if rng.random() < 0.5:
        text = draft.preamble.text.replace(f"{year}年1", f"{wrong}年1")
        draft.preamble = replace(draft.preamble, text=text)
        return
    first = draft.chapter(1).passages[0]
    text = first.text.replace(f"{year}年", f"{wrong}年")
    if text == first.text:
        text = f"{wrong}年，" + text
    draft.chapter(1).passages[0] = replace(first, text=text)


def omit_period(rng: Random, draft: ReportDraft) -> None:
    text = re.sub(r"[^。]*统计期限[^。]*。", "", draft.preamble.text)
    draft.preamble = replace(draft.preamble, text=text)


def mistake_self(rng: Random, draft: ReportDraft) -> None:
    wrong = "我镇" if draft.body.self_name != "我镇" else "我街道"
    say(draft, f"以此推动{wrong}政府信息公开工作更加规范。", chapter=5)


# problems, fees, language


def deny_problems(rng: Random, draft: ReportDraft) -> None:
    passages = draft.chapter(5).passages
    if rng.random() < 0.5:
        rewrite(draft, 5, rng.choice(("无。", "暂无。", "不存在问题。")))
    else:
        draft.chapter(5).passages = passages[:1]


def unmatch_measures(rng: Random, draft: ReportDraft) -> None:
    rewrite(
        draft,
        5,
        "存在的问题：一是村级公开栏破损{#4|处}，张贴内容被雨淋；二是年报附件为扫描图片，不能复制；"
        "三是公众号留言三天以上才回复；四是财政预算附表缺少绩效目标。",
        "改进措施：一是组织两期条例学习班，编发学习手册；二是添置打印机和档案柜。",
    )


def write_generic_problems(rng: Random, draft: ReportDraft) -> None:
    rewrite(
        draft,
        5,
        "{year}年，{self}政府信息公开工作取得一定成效，但还存在一些不足：一是思想认识有待提高，主动公开意识不强；"
        "二是公开力度不够，公开内容不够全面；三是信息公开不够及时。",
        "下一步，{self}将进一步提高思想认识，增强主动公开意识；加大公开力度，丰富公开内容；"
        "及时公开信息，不断提升政府信息公开工作水平。",
    )


def omit_fee(rng: Random, draft: ReportDraft) -> None:
    rewrite(draft, 6, rng.choice(("无其他需要报告的事项。", "没有其他需要报告的事项。")))


def repeat_sentence(rng: Random, draft: ReportDraft) -> None:
    passages = draft.chapter(1).passages
    sentence = max(passages[0].text.split("。"), key=len) + "。"
    passages[-1] = replace(passages[-1], text=passages[-1].text + sentence)


def double_words(rng: Random, draft: ReportDraft) -> None:
    say(
        draft,
        rng.choice(
            (
                "群众可通过可以通过办事大厅查阅纸质目录。",
                "各经办人员遵循遵循先审后发的要求。",
                "对公开公开目录逐项核对。",
                "群众满意率满意率保持稳定。",
            )
        ),
    )


def truncate_sentence(rng: Random, draft: ReportDraft) -> None:
    passages = draft.chapter(1).passages
    passages[-1] = passages[-1].add(
        write_passage(
            rng.choice(
                (
                    "全年没有因信息公开工作被上级通报批评，也没有被提起行政诉",
                    "各承办机构均能按照规定的期限完",
                    "对发现的问题已经督促有关单位限期整",
                )
            ),
            draft.slots,
            draft.facts,
        )
    )


def mistype(rng: Random, draft: ReportDraft) -> None:
    say(
        draft,
        rng.choice(
            (
                "公开内容不得与事实相悖离。",
                "行政许可和其他行政权利事项逐项列明。",
                "有关安排由县政府付政府办公室统一部署。",
                "依申请公开文书按照国务院令第711条的规定制作。",
                "转结下年度的申请单独登记。",
            )
        ),
    )


def use_outdated_phrase(rng: Random, draft: ReportDraft) -> None:
    phrases = ["同时做好精准扶贫信息公开。", "继续公开建档立卡贫困户脱贫攻坚帮扶信息。"]
    if draft.year >= 2023:
        phrases.append("深入学习贯彻党的十九大精神，把公开要求落到实处。")
    say(draft, rng.choice(phrases), tag="主动公开")


def reveal_person(rng: Random, draft: ReportDraft) -> None:
    name = make_name(rng)
    phone = f"13{rng.randint(0, 9)}{rng.randrange(10**8):08d}"
    text = rng.choice(
        (
            f"申请人{name}（身份证号{make_identity(rng)}）的申请已按期答复。",
            f"申请人{name}（手机{phone}）的申请已按期答复。",
        )
    )
    say(draft, text, tag="依申请公开")


def make_identity(rng: Random) -> str:
    """An invented identity number with a right check digit (GB 11643) and a region that is not."""
    digits = (
        f"{rng.choice((439, 539))}{rng.randint(901, 999)}19{rng.randint(50, 99)}"
        f"{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}{rng.randint(100, 999)}"
    )
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    rest = sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11
    return digits + "10X98765432"[rest]


def leave_placeholder(rng: Random, draft: ReportDraft) -> None:
    found: tuple[tuple[str, str, PlaceholderKind], ...] = (
        ("全年接待查阅群众   人次。", "接待查阅群众   人次", "blank_figure"),
        ("全年更新栏目  余个。", "更新栏目  余个", "blank_figure"),
        ("具体工作由XX办公室承担。", "XX", "mask"),
        ("具体工作由××办公室承担。", "××", "mask"),
        ("（文字描述）", "（文字描述）", "template_text"),
    )
    sentence, quote, kind = rng.choice(found)
    say(draft, sentence)
    draft.placeholders.append((quote, kind))


def sign_late(rng: Random, draft: ReportDraft) -> None:
    draft.signed = (rng.randint(4, 9), rng.randint(1, 28))


def _collect(defects: Sequence[Defect]) -> Mapping[str, Defect]:
    return MappingProxyType({defect.rule: defect for defect in defects})


DEFECTS: Final = _collect(
    (
        Defect("section-missing", prose=drop_section, also=("problems-missing",)),
        Defect("section-order", prose=swap_sections),
        Defect("section-empty", prose=empty_section),
        Defect(
            "empty-heading",
            prose=leave_heading_bare,
            headings=("bracket_line",),
            also=("placeholder-left",),
        ),
        Defect("table-missing", plan=drop_table, also=("section-empty",)),
        Defect("parts-count-mismatch", prose=miscount_parts),
        Defect("element-missing", prose=drop_elements, form="v2021", headings=_UNNUMBERED),
        Defect("overview-empty", prose=empty_overview),
        Defect("off-topic", prose=leave_topic, headings=_UNNUMBERED),
        Defect("template-appended", prose=append_template, also=("placeholder-left",)),
        Defect("numbering-wrong", prose=skip_number),
        Defect("form-year-mismatch", plan=use_old_form, form="v2019"),
        Defect("basis-outdated", prose=cite_old_basis, form="v2021", first_year=2022),
        Defect("label-variant", plan=vary_label, flattenings=_WHOLE_LABELS),
        Defect("row-missing", plan=drop_form_row, flattenings=_KEPT),
        Defect("placeholder-left", prose=leave_placeholder, flattenings=_KEPT),
        Defect("cell-blank", plan=blank_cells, flattenings=_KEPT),
        Defect("cell-slash", plan=strike_cells, flattenings=_KEPT),
        Defect("cell-not-number", plan=write_words, flattenings=_KEPT),
        Defect("cell-surplus", plan=add_surplus, flattenings=_KEPT),
        Defect("requests-unbalanced", plan=unbalance_requests),
        Defect("outcomes-sum", plan=break_outcomes),
        Defect("applicants-sum", plan=break_applicants),
        Defect("disputes-sum", plan=break_disputes, flattenings=_KEPT),
        Defect("amount-unit-slip", plan=slip_unit, form="v2021", scales=("township",)),
        Defect("text-table-mismatch", facts=misstate_requests, also=("none-claimed",)),
        Defect(
            "none-claimed",
            plan=receive_some,
            facts=claim_none,
            scales=_POPULOUS,
            also=("text-table-mismatch",),
        ),
        Defect("parts-exceed-whole", prose=exceed_whole),
        Defect("rate-mismatch", prose=misstate_rate),
        Defect("same-fact-two-figures", prose=contradict_fact),
        Defect("growth-mismatch", prose=misstate_growth),
        Defect("year-mismatch", prose=mistake_year),
        Defect("period-missing", prose=omit_period),
        Defect("self-reference-mismatch", prose=mistake_self),
        Defect("problems-missing", prose=deny_problems, also=("section-empty",)),
        Defect("measures-unmatched", prose=unmatch_measures),
        Defect("problems-generic", prose=write_generic_problems),
        Defect("fee-unreported", prose=omit_fee, form="v2021"),
        Defect("repeated-sentence", prose=repeat_sentence),
        Defect("doubled-words", prose=double_words),
        Defect("truncated-sentence", prose=truncate_sentence),
        Defect("typo", prose=mistype),
        Defect("outdated-phrase", prose=use_outdated_phrase, form="v2021", first_year=2022),
        Defect("private-data", prose=reveal_person),
        Defect(
            "rules-without-power",
            plan=claim_rules,
            scales=("township", "department", "county"),
        ),
        Defect("all-zero", plan=keep_all_zero, scales=("zero",)),
        Defect("late", prose=sign_late, scales=("department", "county", "city")),
    )
)
