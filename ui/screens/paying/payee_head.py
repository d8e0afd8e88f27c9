"""Who stands at the table: photograph, name, masked id, address, and the amount in figures and words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from kmcase.application.read.payments import VoucherItem
from kmcase.messages import message
from kmcase.thai.baht import baht_words, format_baht
from kmcase.thai.national_id import mask_id
from ui.theme import Space, Tone
from ui.widgets import Chip, Label, Texts, column, row
from ui.widgets.pictures import decoded

_PHOTO = QSize(84, 104)


class PayeeHead(QWidget):
    """The payee as the voucher names him."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._photo = QLabel()
        self._photo.setFixedSize(_PHOTO)
        self._photo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._photo.setAccessibleName(texts.text("payments.entry.photo"))
        self._photo.hide()
        self.name = Label(texts, "", role="title")
        self._identity = Label(texts, "", role="muted")
        self._address = Label(texts, "", role="muted")
        self._writes = Chip(texts, message("payments.entry.cannot_write"), Tone.WARN, "thumb")
        self._left = Label(texts, "", tone=Tone.WARN)
        self.amount = Label(texts, "", role="hero", wrap=False)
        self._words = Label(texts, "")
        right = Qt.AlignmentFlag.AlignRight
        for label in (self.amount, self._words):
            label.setAlignment(right)
        who = column(self.name, self._identity, self._address, row(self._writes, None), self._left, None, spacing=2)
        money = column(self.amount, self._words, None, spacing=0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.TWO)
        layout.addWidget(self._photo, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(who, 5)
        layout.addLayout(money, 3)

    def show_payee(self, payee: VoucherItem) -> None:
        """Another payee."""
        self._photo.hide()
        self.name.say(payee.payee_name)
        if payee.national_id:
            identity = message("payments.entry.identity", number=payee.number, id=mask_id(payee.national_id))
        else:
            identity = message("payments.entry.no_identity", number=payee.number)
        self._identity.say(identity)
        self._address.say(payee.address)
        self._writes.setVisible(not payee.can_write)
        self._left.setVisible(bool(payee.left_reason))
        self._left.say(message("checkouts.field.left", reason=payee.left_reason))
        self.amount.say(message("payments.entry.baht", amount=format_baht(payee.amount.satang)))
        self._words.say(f"({baht_words(payee.amount.satang)})")

    def show_photo(self, content: bytes) -> None:
        """The photograph of the person, from the request."""
        image = decoded(content, 2 * _PHOTO.height())
        if image.isNull():
            return
        ratio = self.devicePixelRatioF()
        expanding = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        fitted = image.scaled(_PHOTO * ratio, expanding, Qt.TransformationMode.SmoothTransformation)
        left = (fitted.width() - round(_PHOTO.width() * ratio)) // 2
        cut = fitted.copy(left, 0, round(_PHOTO.width() * ratio), round(_PHOTO.height() * ratio))
        cut.setDevicePixelRatio(ratio)
        self._photo.setPixmap(QPixmap.fromImage(cut))
        self._photo.show()
