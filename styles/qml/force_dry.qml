<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis labelsEnabled="0" styleCategories="LayerConfiguration|Symbology|Labeling|Fields|MapTips|Rendering|Temporal" version="3.22.16">
 <renderer-v2 enableorderby="1" forceraster="0" referencescale="-1" symbollevels="0" type="RuleRenderer">
  <rules key="force">
   <rule filter="&quot;with_tankers&quot; = false AND &quot;on_station_min&quot; &lt; 30" key="force_dry: less than 30 min" label="less than 30 min" symbol="0" />
   <rule filter="&quot;with_tankers&quot; = false AND &quot;on_station_min&quot; &gt;= 30 AND &quot;on_station_min&quot; &lt; 60" key="force_dry: 30 min to 1 h" label="30 min to 1 h" symbol="1" />
   <rule filter="&quot;with_tankers&quot; = false AND &quot;on_station_min&quot; &gt;= 60 AND &quot;on_station_min&quot; &lt; 120" key="force_dry: 1 to 2 h" label="1 to 2 h" symbol="2" />
   <rule filter="&quot;with_tankers&quot; = false AND NOT coalesce(&quot;on_station_min&quot; &lt; 30 OR &quot;on_station_min&quot; &gt;= 30 AND &quot;on_station_min&quot; &lt; 60 OR &quot;on_station_min&quot; &gt;= 60 AND &quot;on_station_min&quot; &lt; 120, false)" key="force_dry: 2 h or more" label="2 h or more" symbol="3" />
  </rules>
  <symbols>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="0" type="fill">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="236,231,242,255" />
      <Option name="offset_unit" type="QString" value="Point" />
      <Option name="outline_color" type="QString" value="236,231,242,255" />
      <Option name="outline_width" type="QString" value="0.375" />
      <Option name="outline_width_unit" type="QString" value="Point" />
     </Option>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="1" type="fill">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="195,181,221,255" />
      <Option name="offset_unit" type="QString" value="Point" />
      <Option name="outline_color" type="QString" value="195,181,221,255" />
      <Option name="outline_width" type="QString" value="0.375" />
      <Option name="outline_width_unit" type="QString" value="Point" />
     </Option>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="2" type="fill">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="149,117,189,255" />
      <Option name="offset_unit" type="QString" value="Point" />
      <Option name="outline_color" type="QString" value="149,117,189,255" />
      <Option name="outline_width" type="QString" value="0.375" />
      <Option name="outline_width_unit" type="QString" value="Point" />
     </Option>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="3" type="fill">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="91,42,134,255" />
      <Option name="offset_unit" type="QString" value="Point" />
      <Option name="outline_color" type="QString" value="91,42,134,255" />
      <Option name="outline_width" type="QString" value="0.375" />
      <Option name="outline_width_unit" type="QString" value="Point" />
     </Option>
    </layer>
   </symbol>
  </symbols>
  <orderby>
   <orderByClause asc="1" nullsFirst="0">"on_station_min"</orderByClause>
  </orderby>
 </renderer-v2>
 <blendMode>0</blendMode>
 <featureBlendMode>0</featureBlendMode>
 <layerOpacity>0.7</layerOpacity>
 <aliases>
  <alias field="id" name="Id" />
  <alias field="name" name="Name" />
  <alias field="on_station_min" name="On station (min)" />
  <alias field="with_tankers" name="With tankers" />
  <alias field="fleets" name="Fleets" />
  <alias field="aircraft" name="Aircraft" />
  <alias field="aircraft_available" name="Aircraft fit to fly" />
  <alias field="held_by" name="Held by" />
  <alias field="area_km2" name="Area (km²)" />
  <alias field="source" name="Source" />
  <alias field="as_of" name="As of" />
  <alias field="method" name="Method" />
  <alias field="tolerance_m" name="Tolerance (m)" />
 </aliases>
 <previewExpression>coalesce("name", "id")</previewExpression>
 <mapTip>&lt;b&gt;[% coalesce("name", "id") %]&lt;/b&gt; Time on station, without tankers&lt;table&gt;
[% coalesce('&lt;tr&gt;&lt;td&gt;On station (min)&lt;/td&gt;&lt;td&gt;' || "on_station_min" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;With tankers&lt;/td&gt;&lt;td&gt;' || "with_tankers" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Fleets&lt;/td&gt;&lt;td&gt;' || "fleets" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Aircraft&lt;/td&gt;&lt;td&gt;' || "aircraft" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Aircraft fit to fly&lt;/td&gt;&lt;td&gt;' || "aircraft_available" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Held by&lt;/td&gt;&lt;td&gt;' || "held_by" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Area (km²)&lt;/td&gt;&lt;td&gt;' || "area_km2" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
&lt;/table&gt;[% coalesce("source", '') %] ([% coalesce("as_of", '') %])</mapTip>
 <layerGeometryType>2</layerGeometryType>
</qgis>
