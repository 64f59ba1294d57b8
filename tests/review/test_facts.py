import pytest

from review.facts import list_topics

NAMES = """
    复议 诉讼 应诉 未经复议直接起诉 信访、举报、投诉类 信息公开申请 公开信息申请 公开申请 依申请
    申请公开 申请 12345 热线 来信 来访 来电 信访 咨询 问政 留言 建议 提案 议案 投诉 举报 工单
    诉求 信箱 求助 许可 处罚 审批 救助 低保 备案 仲裁 调解 意见 舆情 便民 窗口 事项办理 办事
    政务服务 解读 发布 主动公开 补贴 登记 贷款 认定 奖补 项目
"""


@pytest.mark.parametrize("name", NAMES.split())
def test_facts_every_topic_is_found(name: str) -> None:
    assert list_topics(name, "requests")[-1][0] == len(name)
