from __future__ import annotations

import pytest

from analysis.year import find_year, read_year


@pytest.mark.parametrize(
    ("title", "text", "year"),
    [
        ("红石乡2021年政府信息公开工作年度报告", "2022年我乡", 2021),
        ("红石乡2019年度政府信息公开工作年度报告", "", 2019),
        ("红石乡二〇二三年政府信息公开年度报告", "", 2023),
        ("红石乡二○二三年政府信息公开年度报告", "", 2023),
        ("红石乡２０２２年政府信息公开年度报告", "", 2022),
        ("红石乡202年政府信息公开年度报告", "统计期限自2020年1月1日起至2020年12月31日止", 2020),
        (None, "统计期限为20231月1日起至202312月31日止，2022年", 2023),
        (None, "2021年我乡公开信息。2021年培训。2020年同期。根据〔2019〕60号", 2021),
        (None, "数据统计期限为2022年全年", 2022),
        (None, "我乡公开信息36条。", None),
        (None, "落实《关于2021年度评估整改的提示》，查摆2021年度情况。2022年我局。2022年", 2022),
        (None, "现公布《红石乡2022年政府信息公开工作年度报告》。2021年、2021年相比", 2022),
        (None, "截止2011年12月31日，全镇累计公开信息。", 2011),
        ("红石大学2021-2022学年信息公开年度报告", "统计期限为2021年9月1日", None),
        (None, "", None),
    ],
)
def test_year_comes_from_title_then_period_then_mentions(
    title: str | None, text: str, year: int | None
) -> None:
    assert find_year(title, text) == year


def test_year_reads_both_numerals() -> None:
    assert read_year("2024") == read_year("二〇二四") == read_year("２０２４") == 2024
