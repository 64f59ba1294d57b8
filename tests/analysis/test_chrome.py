from __future__ import annotations

import pytest

from analysis.chrome import (
    begins_footer,
    is_chrome,
    is_head_chrome,
    is_page_number,
    measure_head,
)


@pytest.mark.parametrize(
    "said",
    ["-1-", "— 3 —", "- 12 -", "3", "第 3 页", "第3页 共6页", "Page 3 - 年报", "P. 3", "3 / 6"],
)
def test_chrome_page_numbers_are_told(said: str) -> None:
    assert is_page_number(said)
    assert is_chrome(said)


@pytest.mark.parametrize("said", ["3件", "2023年", "1.加强领导", "100%", "Pa", "三", "1234"])
def test_chrome_figures_are_no_page_numbers(said: str) -> None:
    assert not is_page_number(said)


@pytest.mark.parametrize(
    "said",
    [
        "首页 > 政务公开 > 年报",
        "首页/ 政府信息公开/ 年报/ 正文",
        "当前位置：首页 > 年报",
        "您现在的位置：首页",
        "索引号：YL001/2023-0001",
        "索 引 号：",
        "| 索引号 | YL001 | 发文机构 | 红石乡 |",
        "访问量：",
        "点击数:",
        "字体：[大 中 小]",
        "【打印】",
        "登录",
        "发布时间：2023-01-16 10:00 来源：红石乡 浏览次数：12",
        "2023-01-16 10:00 来源：红石乡",
        "||||||||",
        "----------",
        "无障碍浏览",
        "公开类别 | 主动公开 | 发布时间 | 2021-03-02 |",
        "2022-01-20 作者:佚名 点击数: | " + "|" * 400,
        "• 类型:年度报告",
        "来自:云岭县水利局 时间:2023-01-13",
        "截图3.PNG截图4.PNG",
        "公开类别 主动公开 发布时间 2021-03-02",
        "发布时间2016-10-30 17:41:36 作者: 浏览次数: 次",
        "2012年04月18日17:36 | 云岭新闻网 www.example.cn | 给编辑写信 字号:T|T",
        "撰写时间",
        "閱讀數:",
        "图解链接:点击查看图解",
        "信息公开元数据",
        "/全文",
        "登录个人中心",
        "发布机构 云岭县水利局 公文时效 有效",
        "索引号 YL001/2022-00031 文      号",
        "標      題 雲嶺縣白石鎮2021年政府信息公開工作年度報告",
        "• 文       号:发布日期: 2022-01-12 09:45",
        "• 废止日期: 时  效 性:有效有效",
        "• 來源: 雲嶺縣水利局",
        "时效:",
        "大 中 小",
        "简体 | 繁体 长者模式 关怀版",
        "选择特殊符号",
        "二维码",
        "正文复制",
        "引 言",
        "云岭/白石-2022-01-19 00:00:00",
        "联系电话:0830-1234567 某公网安备51000000000000号",
        "您是当前第1203位访客 技术支持:云岭县大数据中心",
        "仅展示402字,全文共1803字",
        ".docx",
        "白石镇2010年政府信息公开工作年度报告.pdf",
        "《白石镇2021年总结.docx》由会员分享,可在线阅读。",
        "图1:白石镇政务公开专区",
        "联系方式：",
        "依申请公开政府信息情况统计表",
        "我要分享",
        "文章收藏",
        "网页纠错",
        "保存此文 | 加入收藏夹 | 手机扫码浏览",
        "加入收藏",
        "关闭此页】  【收藏本文",
        "【打印此文】【关闭窗口】",
        "點擊展開詳細目錄信息",
        "公共资源调用",
    ],
)
def test_chrome_lines_are_told(said: str) -> None:
    assert is_chrome(said)


@pytest.mark.parametrize(
    "said",
    [
        "一、总体情况",
        "（一）主动公开",
        "无",
        "无。",
        "。",
        "2023年1月16日",
        "2022年，我乡公开信息36条。",
        "政府网站:发布信息120条",
        "来源于群众的建议12条，已全部答复。",
        "存在的问题：一是公开不够。",
        "一、概述 2021年公开信息36条",
        "备案：全年报送规范性文件备案3件",
        "大力推进公开 小有成效",
        "图文并茂地公开信息",
        "文件公开12件 信息公开36条",
        "联系方式：0830-1234567",
        "收藏单位信息公开",
        "分析公共资源信息",
        "关闭网站3个",
        "下载量居全县前列",
        "转发上级文件",
    ],
)
def test_chrome_is_not_the_report(said: str) -> None:
    assert not is_chrome(said)


def test_chrome_footer_begins_with_the_page_and_not_with_the_report() -> None:
    assert begins_footer("上一篇：红石乡2021年年报")
    assert begins_footer("主办单位：白石县人民政府")
    assert begins_footer("网站地图 联系我们 版权声明")
    assert begins_footer("某公网安备 5100000000号")
    assert begins_footer("相关述职报告： 某某述职报告、某某述职报告")
    assert not begins_footer("主办培训班2期。")
    assert not begins_footer("无其他需要报告的事项。")
    assert begins_footer("主  办：白石县人民政府  承  办：白石县人民政府办公室")
    assert begins_footer("备  案:某ICP备00000000号")
    assert not begins_footer("备案：全年报送规范性文件备案3件")


def test_chrome_of_the_head_is_a_document_number_alone() -> None:
    assert is_head_chrome("云岭府〔2019〕1号")
    assert not is_head_chrome("根据国办公开办函〔2021〕30号编制")


def test_chrome_glued_before_prose_is_measured() -> None:
    page = "发表时间:2022-01-29 13:51来源:云岭县水利局 "
    assert measure_head(f"{page}根据要求编制。") == len(page)
    assert measure_head("根据要求编制。") == 0
