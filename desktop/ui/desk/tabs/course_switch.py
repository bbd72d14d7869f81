"""Below the head of the desk: the three columns, or in their place the course of the case."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.desk.casework_controller import CaseworkDesk
from desktop.ui.desk.tabs.course_page import CoursePage
from desktop.ui.theme.theme import Theme


class CourseSwitch(QStackedWidget):
    """The course is built when it is first wanted; most days it is not."""

    def __init__(self, theme: Theme, desk: CaseworkDesk, columns: QWidget) -> None:
        super().__init__()
        self._theme, self._desk, self._columns = theme, desk, columns
        self._course: CoursePage | None = None
        self.addWidget(columns)

    @property
    def course(self) -> CoursePage:
        """The page, made now if need be."""
        if self._course is None:
            self._course = CoursePage(self._theme, self._desk)
            self._course.left.connect(self.close_course)
            self.addWidget(self._course)
        return self._course

    def toggle(self) -> None:
        """To the course, or back from it."""
        if not self.close_course():
            self.setCurrentWidget(self.course)
            self.course.open()

    def close_course(self) -> bool:
        """Back to the columns; False if they were in front."""
        was_open = self.currentWidget() is not self._columns
        self.setCurrentWidget(self._columns)
        return was_open
