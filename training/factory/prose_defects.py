"""Defects of what a report says: its sections, its sentences, and its words against its tables."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from documents.forms import load_form
from documents.forms.model import KINDS
from documents.narrative import PlaceholderKind
from training.factory.bodies import make_name
from training.factory.drafts import ReportDraft
from training.factory.narrative import NUMERALS, name_basis
from training.factory.voices import Passage, choose_phrase, write_passage


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


def cite_old_basis(rng: Random, draft: ReportDraft) -> None:
    template = (
        "根据《中华人民共和国政府信息公开条例》和《国务院办公厅政府信息与政务公开办公室关于政府信息公开"
        "工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）要求，"
        + choose_phrase(rng, "preamble_body")
        + choose_phrase(rng, "preamble_period")
    )
    draft.preamble = write_passage(template, draft.slots, draft.facts, tags=("引言",))


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
    """The same account in two parts, or the same total in two paragraphs."""
    number = rng.randint(60, 90)
    more = number + rng.randint(3, 30)
    if rng.random() < 0.5:
        name = f"“{draft.body.place}发布”"
        say(draft, f"微信公众号{name}全年推送信息{{#{number}|条}}。", tag="主动公开")
        say(draft, f"微信公众号{name}全年推送信息{{#{more}|条}}，内容常更常新。", tag="平台建设")
        return
    opening = f"{{year}}年，{{self}}主动公开政府信息{{#{number}|条}}。"
    again = f"{{year}}年，{{self}}主动公开政府信息{{#{more}|条}}，均可在网上查阅。"
    passages = draft.chapter(1).passages
    passages.insert(1, write_passage(opening, draft.slots, draft.facts))
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


def tear_period(rng: Random, draft: ReportDraft) -> None:
    """As web pages do: 20231月1日, or 202311日."""
    torn = rng.choice((r"\1\2月\3日", r"\1\2\3日"))
    text = re.sub(r"(20\d\d)年(1|12)月(1|31)日", torn, draft.preamble.text)
    draft.preamble = replace(draft.preamble, text=text)


def mistake_self(rng: Random, draft: ReportDraft) -> None:
    wrong = "我镇" if draft.body.self_name != "我镇" else "我街道"
    say(draft, f"以此推动{wrong}政府信息公开工作更加规范。", chapter=5)


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
