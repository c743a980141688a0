<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>ClusterTopology</name>
    <message numerus="yes">
        <source>%n restart(s)</source>
        <translation>
            <numerusform>%n restart</numerusform>
            <numerusform>%n restarts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proxy(s)</source>
        <translation>
            <numerusform>%n proxy</numerusform>
            <numerusform>%n proxies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of sessions</source>
        <translation>
            <numerusform>%n record of a session</numerusform>
            <numerusform>%n records of sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>▲ %n session(s) pinned here</source>
        <translation>
            <numerusform>▲ %n session pinned here</numerusform>
            <numerusform>▲ %n sessions pinned here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::CheckView</name>
    <message numerus="yes">
        <source>✓ All %n check(s) passed.</source>
        <translation>
            <numerusform>✓ The check passed.</numerusform>
            <numerusform>✓ All %n checks passed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::FindingsView</name>
    <message numerus="yes">
        <source>%n finding(s), the gravest first</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings, the gravest first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show its %n &amp;session(s)</source>
        <translation>
            <numerusform>Show its %n &amp;session</numerusform>
            <numerusform>Show its %n &amp;sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::MainWindow</name>
    <message numerus="yes">
        <source>%1 · %n event(s)</source>
        <translation>
            <numerusform>%1 · %n event</numerusform>
            <numerusform>%1 · %n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ability(s) off</source>
        <translation>
            <numerusform>%n ability off</numerusform>
            <numerusform>%n abilities off</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::MatrixView</name>
    <message numerus="yes">
        <source>Trying %n seed(s) per cell on the simulator …</source>
        <translation>
            <numerusform>Trying one seed per cell on the simulator …</numerusform>
            <numerusform>Trying %n seeds per cell on the simulator …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sessions over %n seed(s), simulated. Choose a cell to set up its run.</source>
        <translation>
            <numerusform>Sessions over one seed, simulated. Choose a cell to set up its run.</numerusform>
            <numerusform>Sessions over %n seeds, simulated. Choose a cell to set up its run.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::OtherKeysView</name>
    <message numerus="yes">
        <source>%n key(s)</source>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::SweepView</name>
    <message numerus="yes">
        <source>Trying %n seed(s)</source>
        <translation>
            <numerusform>Trying one seed</numerusform>
            <numerusform>Trying %n seeds</numerusform>
        </translation>
    </message>
</context>
</TS>
