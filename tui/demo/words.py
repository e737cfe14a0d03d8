"""The words the practice commune is made of: names of people and places that are usual in the hills of Thanh Hóa.

Family and given names are drawn independently of each other, so that nobody is anybody; the commune does not exist, and
its name says on every paper and in every file that this is practice. (A hand-in is only taken in by a commune of the
same name, so practice files can never end up in a real book.)
"""

from __future__ import annotations

from typing import Final

COMMUNE: Final = "Mường Sơn (tập dượt)"
PLACE: Final = "Mường Sơn"
DISTRICT: Final = "Cẩm Thủy"
PROVINCE: Final = "Thanh Hóa"
SIGNER: Final = "Quách Thị Tập Dượt"
OFFICER: Final = "Bùi Văn Luyện"
"""Nobody is called "Tập Dượt" (rehearsal): whoever finds a printed practice list sees at once what it is."""

VILLAGES: Final = (
    "Thôn 1", "Thôn 2", "Thôn 10", "Bản Nà Pan", "Lương Ngọc", "Bản Lìn", "Đồng Trám", "Xuân Hòa", "Khu phố Chợ",
    "Bản Khà", "Hòa Thuận", "Thôn 3", "Thôn 4", "Bản Muỗng", "Cò Mót", "Phú Sơn", "Thôn 11", "Bản Tén", "Làng Ấm",
    "Đồng Chạ", "Thành Long", "Kim Mẫm", "Bản Vặn", "Mỹ Lương",
)  # fmt: skip
"""Numbers that a plain sort would put wrong (2 before 10), "bản" and "khu phố" beside "thôn", letters with marks."""

FAMILY: Final = (
    ("Bùi", 14), ("Quách", 10), ("Phạm", 10), ("Trương", 9), ("Hà", 8), ("Nguyễn", 8), ("Cao", 6), ("Lê", 6), ("Đinh", 5),
    ("Lò", 4), ("Lường", 3), ("Ngân", 3), ("Vi", 3), ("Triệu", 3), ("Bàn", 2), ("Phùng", 2), ("Đặng", 2), ("Lục", 2),
    ("Hoàng", 2), ("Trần", 2), ("Đỗ", 1), ("Khà", 1),
)  # fmt: skip
"""Family names of Mường, Kinh, Thái and Dao families, with rough weights."""

MIDDLE_MALE: Final = ("Văn",) * 8 + ("Xuân", "Đình", "Minh", "Hữu", "Công", "Đức", "Quang", "Ngọc", "Bá", "Thế", "Kim")
MIDDLE_FEMALE: Final = ("Thị",) * 12 + ("Thị Kim", "Thị Thu", "Thị Mỹ", "Mùi", "Ngọc")

GIVEN_MALE: Final = (
    "An", "Anh", "Ban", "Bình", "Chiến", "Chung", "Cường", "Dũng", "Đại", "Định", "Đức", "Giáp", "Hải", "Hoà", "Hòa",
    "Hùng", "Hưng", "Khánh", "Khoa", "Lâm", "Long", "Luân", "Mạnh", "Nam", "Nghĩa", "Phong", "Phúc", "Quân", "Quý", "Sáu",
    "Sơn", "Thái", "Thắng", "Thành", "Thiết", "Thịnh", "Thực", "Tiến", "Tình", "Toàn", "Trường", "Tuấn", "Tường", "Út",
    "Ước", "Vinh", "Yên",
)  # fmt: skip
GIVEN_FEMALE: Final = (
    "Ánh", "Bích", "Chanh", "Chiên", "Cúc", "Diệp", "Dung", "Đào", "Giang", "Hà", "Hằng", "Hạnh", "Hiền", "Hoa", "Hồng",
    "Huệ", "Hương", "Khuyên", "Lan", "Liên", "Loan", "Lượt", "Lý", "Mai", "Mận", "Mùi", "Nga", "Ngân", "Nguyệt", "Nhàn",
    "Oanh", "Phượng", "Quy", "Sen", "Thảo", "Thơm", "Thoa", "Thủy", "Thuý", "Thương", "Tuyết", "Ươm", "Vân", "Xuân",
    "Xuyến", "Yến",
)  # fmt: skip

PHONE_START: Final = "095"
"""The prefix of a network that closed in 2012: an invented telephone number that nobody answers."""

CASH_REASONS: Final = (
    "già yếu, không đi lại được",
    "không có điện thoại",
    "không có giấy tờ tùy thân còn hạn",
    "chưa biết dùng thẻ, xin nhận tiền mặt",
    "nhà xa điểm rút tiền",
)
OUTREACH: Final = ("đến nhà vận động mở tài khoản", "họp thôn, phổ biến kế hoạch", "hướng dẫn dùng thẻ ATM")
DIFFICULTIES: Final = (
    "Ngân hàng hẹn mở tài khoản lưu động nhưng chưa vào thôn.",
    "Nhiều cụ không có điện thoại nên không nhận được tin báo có tiền.",
    "Căn cước của một số người hết hạn, ngân hàng không mở tài khoản.",
)
