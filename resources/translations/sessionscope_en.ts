<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>sessionscope::ui::MainWindow</name>
    <message numerus="yes">
        <source>%1 · %n event(s)</source>
        <translation>
            <numerusform>%1 · %n event</numerusform>
            <numerusform>%1 · %n events</numerusform>
        </translation>
    </message>
</context>
</TS>
