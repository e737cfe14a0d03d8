"""Banks, wallets and the post as officers write them."""

from __future__ import annotations

import pytest

from store.reference import load

REF = load()
WRITTEN = """
Agribank: Ngân hàng Nông nghiệp | NHNo&PTNT | NHNN&PTNT | NHNo & PTNT | NN | NH NN | Agribank chi nhánh Cẩm Thủy
  | AGRIBANK
  | Nông nghiệp | nong nghiep | Ngân hàng Nông nghiệp và PTNT huyện Cẩm Thủy | Agribank (NHNo&PTNT)
  | NH No & PTNT | TK tại Agribank
VietinBank: Vietinbank | Công thương | VIETINBANK | Viettinbank | NH TMCP Công thương CN Thanh Hóa | Vietin bank
Vietcombank: VCB | Ngoại thương | Ngân hàng Ngoại thương | Vietcombank - CN Thanh Hóa
BIDV: Đầu tư | NH ĐT&PT | Ngân hàng Đầu tư và Phát triển Việt Nam | BIDV Thanh Hóa
LPBank: Liên Việt | LienVietPostBank | Bưu điện Liên Việt | Ngân hàng Bưu điện Liên Việt | LP Bank | Lộc Phát
  | Ngân hàng Bưu điện
  | LPBank - PGD Bưu điện Cẩm Thủy
MB: MB | MB bank | MBBank | Quân đội | Ngân hàng TMCP Quân đội | MB Quân đội
NHCSXH: CSXH | Chính sách xã hội | Ngân hàng chính sách | NHCSXH huyện | VBSP
Co-opBank: Co-opBank | Ngân hàng Hợp tác xã | QTDND xã Cẩm Sơn | Quỹ tín dụng nhân dân
Viettel Money: Viettel Money | ViettelPay | Viettel Pay | Viettel | Mobile Money Viettel
VNPT Money: VNPT Money | VNPT Pay | Vinaphone Money
MobiFone Money: MobiFone Money | Mobifone
MoMo: Ví MoMo | momo
Bưu điện: Bưu điện | Bưu điện xã Cẩm Lương | VNPost | bưu điện văn hóa xã
MBV: OceanBank | MBV
Vikki Bank: DongA Bank | Ngân hàng Đông Á | Vikki
BVBank: Viet Capital Bank | Bản Việt
PGBank: PG Bank
Saigonbank: Sài Gòn Công Thương
Sacombank: Sài Gòn Thương Tín
SHB: Sài Gòn - Hà Nội
SeABank: Đông Nam Á
"""


def table():
    for line in WRITTEN.strip().replace("\n  |", " |").splitlines():
        short, _, texts = line.partition(": ")
        yield from ((text.strip(), short) for text in texts.split(" | "))


@pytest.mark.parametrize(("text", "short"), list(table()))
def test_as_written(text, short):
    assert REF.resolve_provider(text).short == short


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ngân hàng",
        "NH",
        "Bank",
        "TK",
        "Tiền mặt",
        "Ngân hàng Nhà nước",
        "Agribank, Vietinbank",
        "Hội Nông nghiệp",
        "MBx",
    ]
    + ["Hợp tác xã Nông nghiệp Cẩm Lương", "038145000123", "Đại lý Quân đội", "NN và MB cùng lúc"],
)
def test_what_is_not_clear_is_none(text):
    assert REF.resolve_provider(text) is None


@pytest.mark.parametrize("provider", REF.providers, ids=lambda p: p.short)
def test_every_name_of_a_provider_is_its_own(provider):
    for name in (provider.short, provider.name, *provider.aliases, *provider.words):
        assert REF.resolve_provider(name) is provider, name
    assert REF.provider(provider.short) is provider


def test_a_provider_is_asked_for_to_the_letter():
    assert REF.provider("agribank") is None


def test_wallets_have_telephone_numbers():
    assert {p.short for p in REF.providers if p.phone_account} >= {
        "Viettel Money",
        "VNPT Money",
        "MobiFone Money",
        "MoMo",
    }
